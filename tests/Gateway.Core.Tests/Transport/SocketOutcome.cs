using System.Net.WebSockets;
using Gateway.Core.Compression;
using Gateway.Core.Transport;

namespace Gateway.Core.Tests;

/// <summary>What a websocket makes of the bytes a server sent: its messages, how it ended, and what it answered.</summary>
internal sealed record SocketOutcome(string Messages, string End, string Answers)
{
    public static async Task<SocketOutcome> OfFrameSocketAsync(ScriptedStream stream, int maxMessageSize = 16 * 1024 * 1024)
    {
        using var socket = new FrameSocket(stream, maxMessageSize, new LifeSigns());
        var messages = new List<string>();
        try
        {
            while (true)
            {
                SocketMessage message = await socket.ReceiveAsync();
                if (message.Kind == SocketMessageKind.Close)
                {
                    return Make(messages, $"close {(int?)socket.CloseCode}", stream);
                }

                messages.Add(Describe(message.Kind == SocketMessageKind.Text, message.Payload.Span));
            }
        }
        catch (EndOfStreamException)
        {
            return Make(messages, "end", stream);
        }
        catch (InvalidDataException)
        {
            return Make(messages, "protocol error", stream);
        }
        catch (MessageTooLargeException)
        {
            return Make(messages, "too large", stream);
        }
    }

    public static async Task<SocketOutcome> OfFrameworkAsync(ScriptedStream stream)
    {
        using WebSocket socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero });
        var messages = new List<string>();
        var message = new MemoryStream();
        byte[] buffer = new byte[1000];
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult result = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return Make(messages, $"close {(int?)socket.CloseStatus}", stream);
                }

                message.Write(buffer, 0, result.Count);
                if (result.EndOfMessage)
                {
                    messages.Add(Describe(result.MessageType == WebSocketMessageType.Text, message.ToArray()));
                    message.SetLength(0);
                }
            }
        }
        catch (WebSocketException e)
        {
            return Make(messages, e.WebSocketErrorCode == WebSocketError.ConnectionClosedPrematurely ? "end" : "protocol error", stream);
        }
    }

    private static string Describe(bool text, ReadOnlySpan<byte> payload) => $"{(text ? "text" : "binary")} {Convert.ToHexString(payload)}";

    // The framework writes a close frame of its own after a protocol error; only what answers frames is compared.
    private static SocketOutcome Make(List<string> messages, string end, ScriptedStream stream) => new(
        string.Join('\n', messages), end, string.Join('\n', stream.ClientFrames().Where(static frame => !frame.StartsWith("88", StringComparison.Ordinal))));
}

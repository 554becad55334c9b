using System.Net.WebSockets;
using Gateway.Core.Compression;
using Gateway.Core.Transport;

namespace Gateway.Core.Tests;

/// <summary>What a websocket makes of the bytes a server sent: its messages, how it ended, and what it answered.</summary>
internal sealed record SocketOutcome(string Messages, string End, string Answers)
{
    public static Task<SocketOutcome> OfFrameSocketAsync(ScriptedStream stream, int maxMessageSize = 16 * 1024 * 1024) =>
        OfAsync(new FrameSocket(stream, maxMessageSize, new LifeSigns(), TimeProvider.System), stream);

    public static Task<SocketOutcome> OfFrameworkAsync(ScriptedStream stream, int maxMessageSize = 16 * 1024 * 1024) =>
        OfAsync(Framework(stream, maxMessageSize, new LifeSigns()), stream);

    /// <summary>The framework's websocket over a stream, as it is after <see cref="ClientWebSocket"/> has made the upgrade.</summary>
    public static IGatewaySocket Framework(ScriptedStream stream, int maxMessageSize, LifeSigns life, TimeProvider? time = null) => new FrameworkSocket(
        WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero }), maxMessageSize, life, time ?? TimeProvider.System);

    private static async Task<SocketOutcome> OfAsync(IGatewaySocket connected, ScriptedStream stream)
    {
        using IGatewaySocket socket = connected;
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
        catch (Exception e) when (e is EndOfStreamException or WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely })
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

    private static string Describe(bool text, ReadOnlySpan<byte> payload) => $"{(text ? "text" : "binary")} {Convert.ToHexString(payload)}";

    // The framework writes a close frame of its own after a protocol error; only what answers frames is compared.
    private static SocketOutcome Make(List<string> messages, string end, ScriptedStream stream) => new(
        string.Join('\n', messages), end, string.Join('\n', stream.ClientFrames().Where(static frame => !frame.StartsWith("88", StringComparison.Ordinal))));
}

using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Gateway.Core.Transport;
using Gateway.Load;

namespace Gateway.Benchmarks;

/// <summary>
/// Stage 1: text messages of about 1.5 KB out of a stream in memory, which brings a record of TLS or a full buffer at a time, by
/// the frame reader and by the framework's websocket. Times are per message.
/// </summary>
public class ReceiveBenchmarks
{
    private const int Messages = 4000;
    private const int MaxMessageSize = 1024 * 1024;

    private readonly byte[] _room = new byte[64 * 1024];
    private byte[] _frames = [];

    /// <summary>How many bytes a read brings at the most.</summary>
    [Params(16 * 1024, 64 * 1024)]
    public int Read { get; set; }

    [GlobalSetup]
    public void Frame()
    {
        var events = new EventMaker(seed: 1);
        _frames = [.. Enumerable.Range(0, Messages).SelectMany(_ => Frame(events.Message()))];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Messages)]
    public async Task<long> Framework()
    {
        using WebSocket socket = WebSocket.CreateFromStream(
            new Incoming(_frames, Read), new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero });
        long length = 0;
        for (int i = 0; i < Messages;)
        {
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(_room.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            length += result.Count;
            i += result.EndOfMessage ? 1 : 0;
        }

        return length;
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public async Task<long> Ours()
    {
        using var socket = new FrameSocket(new Incoming(_frames, Read), MaxMessageSize, new LifeSigns(), TimeProvider.System);
        long length = 0;
        for (int i = 0; i < Messages; i++)
        {
            SocketMessage message = await socket.ReceiveAsync().ConfigureAwait(false);
            length += message.Payload.Length;
        }

        return length;
    }

    private static byte[] Frame(byte[] message) => message.Length < 126
        ? [0x81, (byte)message.Length, .. message]
        : [0x81, 126, (byte)(message.Length >> 8), (byte)message.Length, .. message];

    /// <summary>What a server sent. Nothing is ever sent to it.</summary>
    private sealed class Incoming(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);
    }
}

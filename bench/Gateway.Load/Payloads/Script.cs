using System.Buffers;
using System.Buffers.Binary;
using Gateway.Core;

namespace Gateway.Load;

/// <summary>
/// Everything a connection is sent, from Hello on, the same for every connection: so that each byte is compressed once,
/// before anything is measured.
/// </summary>
internal sealed class Script : IDisposable
{
    private readonly StreamCompressor _compressor;
    private readonly EventMaker _events;
    private readonly Func<EventMaker, byte[]> _make;
    private readonly List<Round> _rounds = [];

    /// <param name="make">Makes the next event.</param>
    /// <param name="compression">How the connection is compressed.</param>
    /// <param name="gateway">The address READY names for resuming.</param>
    /// <param name="heartbeatInterval">In milliseconds. Without one no heartbeat is sent unasked.</param>
    /// <param name="replays">How many events the session has missed: it is resumed. Null: it is a new one.</param>
    public Script(
        Func<EventMaker, byte[]> make, TransportCompression compression, Uri gateway, int heartbeatInterval = 1_000_000_000, int? replays = null)
    {
        _make = make;
        _events = new EventMaker(seed: 1, firstSequence: replays is null ? 1 : 1_000_000);
        _compressor = new StreamCompressor(compression);
        Hello = Frame(System.Text.Encoding.UTF8.GetBytes($$$"""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":{{{heartbeatInterval}}},"_trace":["load"]}}"""));
        Opening = replays is { } missed ? Replay(missed) : Frame(_events.Ready(gateway));
    }

    public byte[] Hello { get; }

    private static ReadOnlySpan<byte> HeartbeatRequest => """{"t":null,"s":null,"op":1,"d":null}"""u8;

    /// <summary>The answer to an Identify, or to a Resume.</summary>
    public byte[] Opening { get; }

    /// <summary>A round, made when it is first asked for. All rounds are of the size that the first call names.</summary>
    public Round Round(int index, int events)
    {
        while (_rounds.Count <= index)
        {
            _rounds.Add(Make(events));
        }

        return _rounds[index];
    }

    public void Dispose() => _compressor.Dispose();

    private Round Make(int events)
    {
        var output = new ArrayBufferWriter<byte>(events * 256);
        int[] ends = new int[events];
        Write(output, """{"t":null,"s":null,"op":11,"d":null}"""u8);
        long first = _events.NextSequence;
        for (int i = 0; i < events; i++)
        {
            Write(output, _make(_events));
            ends[i] = output.WrittenCount;
        }

        Write(output, HeartbeatRequest);
        return new Round(output.WrittenSpan.ToArray(), ends, first);
    }

    private byte[] Replay(int missed)
    {
        var output = new ArrayBufferWriter<byte>();
        for (int i = 0; i < missed; i++)
        {
            Write(output, _make(_events));
        }

        Write(output, _events.Dispatch("RESUMED", "{}"));
        Write(output, HeartbeatRequest);
        return output.WrittenSpan.ToArray();
    }

    private byte[] Frame(ReadOnlySpan<byte> message)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output, message);
        return output.WrittenSpan.ToArray();
    }

    private void Write(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> payload = _compressor.Compress(message);
        Span<byte> header = output.GetSpan(10);
        header[0] = _compressor.IsBinary ? (byte)0x82 : (byte)0x81;
        switch (payload.Length)
        {
            case < 126:
                header[1] = (byte)payload.Length;
                output.Advance(2);
                break;
            case <= ushort.MaxValue:
                header[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)payload.Length);
                output.Advance(4);
                break;
            default:
                header[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(header[2..], (ulong)payload.Length);
                output.Advance(10);
                break;
        }

        output.Write(payload);
    }
}

using System.IO.Compression;
using Gateway.Core;
using ZstdSharp;

namespace Gateway.Load;

/// <summary>Inflating as anyone would write it: the framework's zlib over a stream that is fed, or ZstdSharp.</summary>
internal sealed class FloorInflater
{
    private readonly Feed _feed = new();
    private readonly ZLibStream? _zlib;
    private readonly Decompressor? _zstd;
    private byte[] _output = new byte[4 * 1024];

    public FloorInflater(TransportCompression compression)
    {
        _zlib = compression == TransportCompression.ZlibStream ? new ZLibStream(_feed, CompressionMode.Decompress) : null;
        _zstd = compression == TransportCompression.ZstdStream ? new Decompressor() : null;
    }

    public ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> message)
    {
        int length = 0;
        if (_zlib is not null)
        {
            _feed.Rest = message;
            while (_zlib.Read(Room(length)) is > 0 and int count)
            {
                length += count;
            }

            return _output.AsMemory(0, length);
        }

        if (_zstd is null)
        {
            return message;
        }

        ReadOnlySpan<byte> rest = message.Span;
        bool full;
        do
        {
            Span<byte> room = Room(length);
            _zstd.UnwrapStream(rest, room, out int consumed, out int written);
            rest = rest[consumed..];
            length += written;
            full = written == room.Length;
        }
        while (!rest.IsEmpty || full);

        return _output.AsMemory(0, length);
    }

    private Span<byte> Room(int length)
    {
        if (length == _output.Length)
        {
            Array.Resize(ref _output, length * 2);
        }

        return _output.AsSpan(length);
    }

    private sealed class Feed : MemoryStream
    {
        public ReadOnlyMemory<byte> Rest { get; set; }

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(buffer.Length, Rest.Length);
            Rest.Span[..count].CopyTo(buffer);
            Rest = Rest[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}

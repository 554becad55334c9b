using System.IO.Compression;

namespace Gateway.Core.Compression;

/// <summary>
/// <c>zlib-stream</c> by the framework's <see cref="ZLibStream"/>, for <see cref="ShardOptions.UseZLibStream"/>.
/// </summary>
internal sealed class FrameworkZlibInflater : IInflater
{
    private readonly Refillable _compressed = new();
    private readonly ZLibStream _zlib;
    private FlushMark _mark = new();

    public FrameworkZlibInflater() => _zlib = new ZLibStream(_compressed, CompressionMode.Decompress);

    public bool Inflate(ReadOnlyMemory<byte> message, PooledBuffer output)
    {
        _compressed.Refill(message);
        bool isFilled;
        do
        {
            Span<byte> room = output.GetSpan();
            int count = Read(room);
            if (count == 0 && !_compressed.IsEmpty)
            {
                throw new InvalidDataException("The zlib stream goes on after its end.");
            }

            output.Advance(count);
            isFilled = count == room.Length;
        }
        while (isFilled || !_compressed.IsEmpty); // To ask once more would cost two calls a message.

        return _mark.IsAtEndOf(message.Span) && output.Length > 0;
    }

    public void Dispose() => _zlib.Dispose();

    private int Read(Span<byte> buffer)
    {
        try
        {
            return _zlib.Read(buffer);
        }
        catch (IOException e)
        {
            // What the framework has no other word for, such as a stream that asks for a dictionary: no I/O goes on here, and no
            // connection was lost.
            throw new InvalidDataException("The zlib stream is corrupt.", e);
        }
    }

    /// <summary>The compressed side: ends where the message ends, and goes on once there is another.</summary>
    private sealed class Refillable : Stream
    {
        private ReadOnlyMemory<byte> _rest;

        public bool IsEmpty => _rest.IsEmpty;

        public void Refill(ReadOnlyMemory<byte> message) => _rest = message;

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

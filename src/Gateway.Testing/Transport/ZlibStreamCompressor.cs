using System.IO.Compression;

namespace Gateway.Testing;

/// <summary><c>compress=zlib-stream</c>: one zlib stream for the connection, flushed after each message (00 00 FF FF).</summary>
internal sealed class ZlibStreamCompressor : IMessageCompressor
{
    private readonly MemoryStream _output = new();
    private readonly ZLibStream _stream;

    public ZlibStreamCompressor() => _stream = new ZLibStream(_output, CompressionLevel.Fastest, leaveOpen: true);

    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> message)
    {
        _output.SetLength(0);
        _stream.Write(message);
        _stream.Flush();
        return _output.GetBuffer().AsSpan(0, (int)_output.Length);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _output.Dispose();
    }
}

using System.IO.Compression;

namespace Gateway.Testing;

/// <summary>Payload compression (<c>"compress": true</c> in IDENTIFY): every message is a zlib stream of its own.</summary>
internal sealed class ZlibMessageCompressor : IMessageCompressor
{
    private readonly MemoryStream _output = new();

    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> message)
    {
        _output.SetLength(0);
        using (var stream = new ZLibStream(_output, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(message);
        }

        return _output.GetBuffer().AsSpan(0, (int)_output.Length);
    }

    public void Dispose() => _output.Dispose();
}

using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Gateway.Testing;

/// <summary><c>compress=zstd-stream</c>: one endless zstd frame for the connection, flushed after each message.</summary>
internal sealed class ZstdStreamCompressor : IMessageCompressor
{
    // A window of 128 KiB and a buffer of 4 KiB keep a thousand connections cheap.
    private const int WindowLog = 17;
    private const int BufferSize = 4096;

    private readonly MemoryStream _output = new();
    private CompressionStream _stream;

    public ZstdStreamCompressor() => _stream = Open();

    /// <summary>Ends the zstd frame with every message and opens a new one: legal for a decoder, unlike Discord.</summary>
    public bool FramePerMessage { get; set; }

    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> message)
    {
        _output.SetLength(0);
        _stream.Write(message);
        if (FramePerMessage)
        {
            _stream.Dispose();
            _stream = Open();
        }
        else
        {
            _stream.Flush();
        }

        return _output.GetBuffer().AsSpan(0, (int)_output.Length);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _output.Dispose();
    }

    private CompressionStream Open()
    {
        var stream = new CompressionStream(_output, level: 1, BufferSize, leaveOpen: true);
        stream.SetParameter(ZSTD_cParameter.ZSTD_c_windowLog, WindowLog);
        return stream;
    }
}

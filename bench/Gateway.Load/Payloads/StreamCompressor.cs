using System.Buffers;
using System.IO.Compression;
using Gateway.Core;
using ZstdSharp;

namespace Gateway.Load;

/// <summary>Compresses messages as Discord does: one context for the whole connection, flushed after each message.</summary>
internal sealed class StreamCompressor : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly ZLibStream? _zlib;
    private readonly Compressor? _zstd;
    private byte[] _room = [];

    public StreamCompressor(TransportCompression compression)
    {
        switch (compression)
        {
            case TransportCompression.ZlibStream:
                _zlib = new ZLibStream(_output, CompressionLevel.Optimal, leaveOpen: true);
                break;
            case TransportCompression.ZstdStream:
                _zstd = new Compressor(level: 3);
                break;
        }
    }

    /// <summary>Whether messages become binary.</summary>
    public bool IsBinary => _zlib is not null || _zstd is not null;

    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> message)
    {
        if (_zlib is not null)
        {
            _output.SetLength(0);
            _zlib.Write(message);
            _zlib.Flush();
            return _output.GetBuffer().AsSpan(0, (int)_output.Length);
        }

        return _zstd is null ? message : CompressZstd(_zstd, message);
    }

    public void Dispose()
    {
        _zlib?.Dispose();
        _zstd?.Dispose();
    }

    private ReadOnlySpan<byte> CompressZstd(Compressor zstd, ReadOnlySpan<byte> message)
    {
        int most = message.Length + 4096;
        if (_room.Length < most)
        {
            _room = new byte[most];
        }

        int length = 0;
        while (!message.IsEmpty)
        {
            zstd.WrapStream(message, _room.AsSpan(length), out int consumed, out int written, isFinalBlock: false);
            message = message[consumed..];
            length += written;
        }

        OperationStatus status;
        do
        {
            status = zstd.FlushStream(_room.AsSpan(length), out int flushed);
            length += flushed;
            if (status == OperationStatus.DestinationTooSmall)
            {
                Array.Resize(ref _room, _room.Length * 2);
            }
        }
        while (status == OperationStatus.DestinationTooSmall);

        return _room.AsSpan(0, length);
    }
}

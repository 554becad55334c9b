using System.Buffers;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Gateway.Core.Compression;

/// <summary>
/// <c>zstd-stream</c>: one endless Zstandard frame for the whole connection; each websocket message is exactly one
/// payload. Servers that end the frame with every message are read as well.
/// </summary>
internal sealed class ZstdStreamInflater : IInflater
{
    /// <summary>2^23 = 8 MB, the window that RFC 8878 asks a decoder to accept. A larger one would be a memory attack.</summary>
    private const int WindowLogMax = 23;

    private readonly Decompressor _zstd = new();

    public ZstdStreamInflater() => _zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLogMax);

    public bool Inflate(ReadOnlyMemory<byte> message, PooledBuffer output)
    {
        ReadOnlySpan<byte> rest = message.Span;
        bool outputWasFilled;
        do
        {
            Span<byte> room = output.GetSpan();
            int consumed, written;
            try
            {
                if (_zstd.UnwrapStream(rest, room, out consumed, out written) == OperationStatus.InvalidData)
                {
                    throw new InvalidDataException("The zstd stream is corrupt.");
                }
            }
            catch (ZstdException e)
            {
                throw new InvalidDataException("The zstd stream is corrupt.", e);
            }

            output.Advance(written);
            rest = rest[consumed..];
            outputWasFilled = written == room.Length;
            if (consumed == 0 && written == 0 && !rest.IsEmpty)
            {
                throw new InvalidDataException("The zstd stream does not go on.");
            }
        }
        while (!rest.IsEmpty || outputWasFilled);

        return true;
    }

    public void Dispose() => _zstd.Dispose();
}

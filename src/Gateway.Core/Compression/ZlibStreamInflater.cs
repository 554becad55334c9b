using Gateway.Core.Compression.Deflate;

namespace Gateway.Core.Compression;

/// <summary>
/// <c>zlib-stream</c>: one zlib stream (RFC 1950) for the whole connection, flushed after each payload. A payload may be
/// spread over several websocket messages; the last of them ends in <c>00 00 FF FF</c>.
/// </summary>
internal sealed class ZlibStreamInflater : IInflater
{
    private readonly Inflation _inflation = new();
    private ulong _bits; // what decided nothing yet when the last message ended
    private int _bitCount;
    private bool _hasBegun;
    private int _checksum; // how many bytes of the checksum at the end of the stream have come
    private FlushMark _mark = new();

    public bool Inflate(ReadOnlyMemory<byte> message, PooledBuffer output)
    {
        // The stream is fed message by message rather than once a payload is complete: nothing has to be gathered first.
        var input = new BitReader(message.Span, _bits, _bitCount);
        if (_hasBegun || TryBegin(ref input))
        {
            _inflation.Inflate(ref input, output);
        }

        if (_inflation.HasEnded)
        {
            SkipChecksum(ref input);
        }

        (_bits, _bitCount) = (input.Bits, input.Count);
        return _mark.IsAtEndOf(message.Span) && output.Length > 0;
    }

    public void Dispose()
    {
        // All of it is managed memory.
    }

    /// <summary>Reads the header: method and window, then flags. As one number, the first byte highest, it is a multiple of 31.</summary>
    private bool TryBegin(ref BitReader input)
    {
        if (!input.TryTake(16, out int header))
        {
            return false;
        }

        int method = header & 0xFF;
        int flags = header >> 8;
        const int Deflate = 8;
        const int LargestWindow = 7; // 2^(8 + 7) = 32 KB
        const int HasDictionary = 0x20;
        if (((method << 8) | flags) % 31 != 0 || (method & 0xF) != Deflate || method >> 4 > LargestWindow || (flags & HasDictionary) != 0)
        {
            throw new InvalidDataException("The zlib stream is corrupt: it does not begin as one, or asks for a dictionary.");
        }

        _hasBegun = true;
        return true;
    }

    /// <summary>A checksum follows the last block, and nothing follows that. Discord never ends its streams.</summary>
    private void SkipChecksum(ref BitReader input)
    {
        input.SkipToByte();
        Span<byte> rest = stackalloc byte[sizeof(uint) + 1];
        _checksum += input.TakeBytes(rest);
        if (_checksum > sizeof(uint))
        {
            throw new InvalidDataException("The zlib stream goes on after its end.");
        }
    }
}

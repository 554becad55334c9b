namespace Gateway.Core.Compression;

/// <summary>
/// What a flushed zlib stream ends in, <c>00 00 FF FF</c>, which may be spread over messages like all of it. zlib repeats it
/// where it has just filled a buffer, and a server may send that on its own: it ends a payload only if there is one.
/// </summary>
internal struct FlushMark()
{
    private const uint Mark = 0x0000FFFF;

    private uint _lastFour = uint.MaxValue;

    /// <summary>Whether what has been received ends in it, now that this was.</summary>
    public bool IsAtEndOf(ReadOnlySpan<byte> message)
    {
        foreach (byte b in message[Math.Max(0, message.Length - sizeof(uint))..])
        {
            _lastFour = (_lastFour << 8) | b;
        }

        return _lastFour == Mark;
    }
}

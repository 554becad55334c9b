namespace Gateway.Load;

/// <summary>Events that lie compressed and framed, the last followed by a request for a heartbeat: its answer tells that all were read.</summary>
/// <param name="Bytes">The frames.</param>
/// <param name="Ends">Where each event ends.</param>
/// <param name="FirstSequence">The sequence of the first event.</param>
internal sealed record Round(byte[] Bytes, int[] Ends, long FirstSequence)
{
    public int Events => Ends.Length;

    /// <summary>The bytes of an event; the last has the request behind it, the first the answer to the last heartbeat before it.</summary>
    public ReadOnlyMemory<byte> Event(int index)
    {
        int start = index == 0 ? 0 : Ends[index - 1];
        int end = index == Ends.Length - 1 ? Bytes.Length : Ends[index];
        return Bytes.AsMemory(start, end - start);
    }
}

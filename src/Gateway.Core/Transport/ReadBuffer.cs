using System.Buffers;

namespace Gateway.Core.Transport;

/// <summary>
/// What was read from a stream and not yet taken. Large while a connection is busy, so that one read brings many messages;
/// small after a rest, and nothing at rest, so that a thousand quiet ones cost little.
/// </summary>
internal sealed class ReadBuffer : IDisposable
{
    /// <summary>Twice what the framework's HTTP connection buffers: it then reads straight into this one.</summary>
    public const int Small = 8 * 1024;

    public const int Large = 64 * 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    // A read that filled the room has left more behind.
    private bool IsFilled => _end > 0 && _end == _bytes.Length;

    public int Length => _end - _start;

    /// <summary>Whether the last read brought all there was, and all of it was taken: the next may wait for long.</summary>
    public bool IsAtRest => Length == 0 && !IsFilled;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, Length);

    /// <summary>Takes the first bytes. They stay where they are until <see cref="GetRoom"/> is next called.</summary>
    public ReadOnlyMemory<byte> Take(int count)
    {
        var taken = new ReadOnlyMemory<byte>(_bytes, _start, count);
        _start += count;
        return taken;
    }

    /// <summary>Room for more.</summary>
    /// <param name="needed">How many bytes must fit in all, those that are here included; at most <see cref="Large"/>.</param>
    public Memory<byte> GetRoom(int needed)
    {
        // Once large it stays so until it rests: over TLS a read brings a record of 16 KB at the most, and fills nothing.
        int size = needed > Small || IsFilled ? Large : Math.Max(_bytes.Length, Small);
        if (_bytes.Length != size)
        {
            MoveTo(ArrayPool<byte>.Shared.Rent(size));
        }
        else if (_start > 0)
        {
            Span.CopyTo(_bytes);
            (_start, _end) = (0, Length);
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>So many bytes were read into the room.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>Hands over the memory, with what was taken from it; what was not taken moves to other memory.</summary>
    /// <returns>An array of the shared pool, the caller's from now on.</returns>
    public byte[] Detach()
    {
        byte[] old = _bytes;
        byte[] next = Length > 0 ? ArrayPool<byte>.Shared.Rent(old.Length) : [];
        Span.CopyTo(next);
        (_bytes, _start, _end) = (next, 0, Length);
        return old;
    }

    /// <summary>Gives all memory back. More can be read.</summary>
    public void Release() => MoveTo([]);

    public void Dispose() => Release();

    private void MoveTo(byte[] bytes)
    {
        byte[] old = _bytes;
        if (bytes.Length > 0)
        {
            Span.CopyTo(bytes);
            (_start, _end) = (0, Length);
        }
        else
        {
            (_start, _end) = (0, 0);
        }

        _bytes = bytes;
        if (old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }
}

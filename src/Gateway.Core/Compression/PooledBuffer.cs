using System.Buffers;
using System.Diagnostics;

namespace Gateway.Core.Compression;

/// <summary>
/// A byte buffer that grows to the largest message and gives that memory back again. The connection's one loop owns it.
/// </summary>
internal sealed class PooledBuffer(int limit) : IDisposable
{
    private const int InitialSize = 4 * 1024;

    /// <summary>What is kept between messages: a 30 MB GUILD_CREATE must not stay behind on an idle shard.</summary>
    private const int RetainedSize = 64 * 1024;

    /// <summary>What is taken before it is known to be needed: a message may announce more than ever comes.</summary>
    private const int ExpectedSize = 256 * 1024;

    private byte[] _bytes = [];
    private int _lastLarge; // large messages come in a row, as a shard's first guilds do: the next one grows once, not many times

    public int Length { get; private set; }

    // The pool gives more than it is asked for; the limit holds all the same.
    private int Usable => Math.Min(_bytes.Length, limit);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, Length);

    public void Clear()
    {
        if (_bytes.Length > RetainedSize)
        {
            _lastLarge = Length;
            Release();
        }

        Length = 0;
    }

    /// <summary>Room for at least one more byte.</summary>
    /// <exception cref="MessageTooLargeException">The buffer holds as many bytes as a message may have.</exception>
    public Memory<byte> GetMemory()
    {
        if (Length == Usable)
        {
            Grow();
        }

        return _bytes.AsMemory(Length, Usable - Length);
    }

    /// <summary>So many bytes are said to come: it grows in one step, as far as anybody is believed.</summary>
    public void Expect(long more)
    {
        long size = Math.Min(Length + more, ExpectedSize);
        if (size > _bytes.Length)
        {
            Resize(Math.Min(limit, Math.Max(size, InitialSize)));
        }
    }

    /// <inheritdoc cref="GetMemory"/>
    public Span<byte> GetSpan() => GetMemory().Span;

    /// <summary>Room for so many bytes at least. Past the limit they can be written, but not be kept.</summary>
    public Span<byte> GetSpan(int least)
    {
        if (_bytes.Length - Length < least)
        {
            Resize(Math.Max(Math.Min(Grown(), limit), (long)Length + least));
        }

        return _bytes.AsSpan(Length, (int)Math.Min(_bytes.Length, (long)limit + least) - Length);
    }

    /// <summary>So many bytes of the room were written.</summary>
    /// <exception cref="MessageTooLargeException">They are more than a message may have.</exception>
    public void Advance(int count)
    {
        if (count > limit - Length)
        {
            throw new MessageTooLargeException(limit);
        }

        Length += count;
    }

    /// <summary>Hands the memory over to the caller, who returns it to the shared pool. What follows is written to other memory.</summary>
    public byte[] Detach()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        Length = 0;
        return bytes;
    }

    public void Dispose() => Release();

    /// <summary>Gives all memory back, and what was written with it. More can be written.</summary>
    public void Release()
    {
        Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private void Grow()
    {
        if (Length >= limit)
        {
            throw new MessageTooLargeException(limit);
        }

        Resize(Math.Min(limit, Grown()));
    }

    /// <summary>What it grows to next.</summary>
    private long Grown()
    {
        long expected = Length < RetainedSize ? Math.Clamp(_lastLarge, InitialSize, ExpectedSize) : _lastLarge;
        return Math.Max(_bytes.Length * 2L, expected);
    }

    private void Resize(long size)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)size);
        WrittenSpan.CopyTo(larger);
        Return(_bytes);
        _bytes = larger;
    }

    private static void Return(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}

using Gateway.Core.Compression;

namespace Gateway.Core.Tests;

public class PooledBufferTests
{
    [Fact]
    public void It_grows_with_what_is_written_and_keeps_it()
    {
        using var buffer = new PooledBuffer(1024 * 1024);
        byte[] expected = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];
        foreach (byte[] part in expected.Chunk(1000))
        {
            for (ReadOnlyMemory<byte> rest = part; !rest.IsEmpty;)
            {
                Memory<byte> room = buffer.GetMemory();
                int count = Math.Min(room.Length, rest.Length);
                rest[..count].CopyTo(room);
                buffer.Advance(count);
                rest = rest[count..];
            }
        }

        Assert.True(buffer.WrittenSpan.SequenceEqual(expected));
    }

    [Fact]
    public void It_never_holds_more_than_its_limit()
    {
        using var buffer = new PooledBuffer(10_000);

        Assert.Throws<MessageTooLargeException>(() =>
        {
            while (buffer.Length <= 10_000)
            {
                buffer.Advance(buffer.GetSpan().Length);
            }
        });
        Assert.Equal(10_000, buffer.Length);
    }

    [Fact]
    public void A_large_message_leaves_no_large_buffer_behind()
    {
        using var buffer = new PooledBuffer(64 * 1024 * 1024);
        while (buffer.Length < 30 * 1024 * 1024)
        {
            buffer.Advance(buffer.GetSpan().Length);
        }

        buffer.Clear();

        Assert.True(buffer.GetMemory().Length <= 64 * 1024);
    }

    [Fact]
    public void After_a_large_message_the_next_grows_at_once_and_a_smaller_one_ends_that()
    {
        const int Retained = 64 * 1024;
        using var buffer = new PooledBuffer(64 * 1024 * 1024);
        Write(5_000_000);
        buffer.Clear();
        Write(Retained);
        Assert.InRange(Retained + buffer.GetMemory().Length, 5_000_000, 2 * 5_000_000);

        buffer.Clear();
        Write(Retained);
        Assert.InRange(buffer.GetMemory().Length, 1, 3 * Retained);

        void Write(int size)
        {
            while (buffer.Length < size)
            {
                buffer.Advance(Math.Min(size - buffer.Length, buffer.GetSpan().Length));
            }
        }
    }
}

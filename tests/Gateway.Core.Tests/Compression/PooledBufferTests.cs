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
        Assert.Equal(256 * 1024, buffer.GetMemory().Length); // the next may be large as well, and is believed so much
        buffer.Advance(100);
        buffer.Clear();

        Assert.InRange(buffer.GetMemory().Length, 1, 64 * 1024);
    }

    [Theory]
    [InlineData(130_000, 130_000, 256 * 1024)]
    [InlineData(30_000_000, 256 * 1024, 256 * 1024)] // whoever announces megabytes has to send them
    [InlineData(10, 4096, 4096)]
    public void What_is_announced_is_given_room_in_one_step_as_far_as_it_is_believed(int announced, int least, int most)
    {
        using var buffer = new PooledBuffer(64 * 1024 * 1024);
        buffer.Expect(announced);
        Assert.InRange(buffer.GetMemory().Length, least, most);
    }

    [Fact]
    public void What_is_announced_moves_nothing_that_is_there_and_passes_no_limit()
    {
        using var buffer = new PooledBuffer(100_000);
        "abc"u8.CopyTo(buffer.GetSpan());
        buffer.Advance(3);

        buffer.Expect(1_000_000);

        Assert.Equal("abc"u8, buffer.WrittenSpan);
        Assert.Equal(100_000 - 3, buffer.GetMemory().Length);
    }

    [Fact]
    public void After_a_large_message_the_next_grows_at_once_and_a_smaller_one_ends_that()
    {
        const int Retained = 64 * 1024;
        const int Expected = 256 * 1024;
        using var buffer = new PooledBuffer(64 * 1024 * 1024);
        Write(5_000_000);
        buffer.Clear();
        Write(Expected);
        Assert.InRange(Expected + buffer.GetMemory().Length, 5_000_000, 2 * 5_000_000);

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

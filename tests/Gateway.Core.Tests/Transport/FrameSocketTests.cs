using Gateway.Core.Transport;
using Microsoft.Extensions.Time.Testing;
using static Gateway.Core.Tests.ServerFrames;

namespace Gateway.Core.Tests;

/// <summary>Frame by frame beside the framework's websocket: the same bytes make the same messages, ends and answers.</summary>
public class FrameSocketTests
{
    private static readonly Dictionary<string, byte[][]> Scripts = new()
    {
        ["messages one after the other"] = [Text("one"), Binary(3), Text(""), Binary(0), Text("äöü 😀")],
        ["lengths around the borders"] = [Binary(125), Binary(126), Binary(127), Binary(65_535), Binary(65_536), Binary(8180), Binary(8192), Binary(65_525)],
        ["a large message"] = [Binary(1_000_000), Text("after")],
        ["lengths in more bytes than needed"] = [Frame(0x82, Bytes(5), 2), Frame(0x82, Bytes(5), 8), Frame(0x82, Bytes(300), 8), Text("after")],
        ["fragments"] = [Frame(0x01, Bytes3("a")), Frame(0x00, Bytes3("b")), Frame(0x80, Bytes3("c")), Text("after")],
        ["fragments, some empty"] = [Frame(0x01, []), Frame(0x00, Bytes3("b")), Frame(0x80, []), Text("after")],
        ["a character spread over fragments"] = [Frame(0x01, [0xC3]), Frame(0x80, [0xA4])],
        ["large fragments with others between"] = [Frame(0x02, Bytes(200_000)), Ping("a"), Frame(0x00, []), Ping("b"), Frame(0x80, Bytes(150_000)), Text("after")],
        ["large fragments"] = [Frame(0x02, Bytes(70_000)), Frame(0x00, Bytes(10)), Frame(0x80, Bytes(200_000)), Text("after")],
        ["control frames between fragments"] = [Frame(0x01, Bytes3("a")), Ping("p"), Frame(0x8A, []), Frame(0x00, Bytes3("b")), Ping(""), Frame(0x80, Bytes3("c"))],
        ["pings are answered with what they said"] = [Ping("hello"), Text("x"), Ping(new string('p', 125)), Text("y"), Ping("last")],
        ["pongs are not answered"] = [Frame(0x8A, Bytes(5)), Text("x")],
        ["a close frame ends it"] = [Text("x"), Close(1000), Text("never")],
        ["a close frame with a reason"] = [Close([0x0F, 0xA9, .. "gone"u8])],
        ["a close frame with 4009"] = [Close(4009)],
        ["a close frame with 1001"] = [Close(1001)],
        ["a close frame with 1012"] = [Close(1012)],
        ["a close frame with 1013"] = [Close(1013)],
        ["a close frame with 1014"] = [Close(1014)],
        ["a close frame of one byte"] = [Close((byte)3)],
        ["a close frame with 999"] = [Close(999)],
        ["a close frame with 1005"] = [Close(1005)],
        ["a close frame with 1006"] = [Close(1006)],
        ["a close frame with 5000"] = [Close(5000)],
        ["a close frame with a reason that is no UTF-8"] = [Close([0x0F, 0xA9, 0xFF])],
        ["a close frame between fragments"] = [Frame(0x01, Bytes3("a")), Close(4000)],
        ["a masked frame"] = [Text("x"), [0x81, 0x81, 0, 0, 0, 0, 0x41]],
        ["reserved bit 1"] = [Text("x"), Frame(0xC1, Bytes3("a"))],
        ["reserved bit 2"] = [Frame(0xA1, Bytes3("a"))],
        ["reserved bit 3"] = [Frame(0x91, Bytes3("a"))],
        ["reserved bit of a close frame"] = [Frame(0xC8, [])],
        ["an unknown opcode"] = [Text("x"), Frame(0x83, Bytes3("a"))],
        ["an unknown control opcode"] = [Frame(0x8B, [])],
        ["a continuation of nothing"] = [Text("x"), Frame(0x80, Bytes3("a"))],
        ["a message within a message"] = [Frame(0x01, Bytes3("a")), Text("b")],
        ["a fragmented ping"] = [Frame(0x09, [])],
        ["a ping of 126 bytes"] = [Frame(0x89, Bytes(126))],
        ["a close frame of 126 bytes"] = [Frame(0x88, Bytes(126))],
        ["a close frame of 65536 bytes"] = [Frame(0x88, Bytes(65_536))],
        ["a fragmented close frame"] = [Frame(0x08, [0x03, 0xE8])],
        ["a length of 2^64 - 1"] = [[0x82, 127, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]],
        ["a length of 2^63"] = [[0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0]],
        ["text that is no UTF-8"] = [Text("x"), Frame(0x81, [0x61, 0xFF])],
        ["text that ends within a character"] = [Frame(0x81, [0x61, 0xC3])],
        ["fragmented text that is no UTF-8"] = [Frame(0x01, [0xC3]), Frame(0x80, [0x61])],
        ["binary that is no UTF-8"] = [Frame(0x82, [0xFF, 0xFE])],
        ["an end within a header"] = [Text("x"), [0x81, 126, 1]],
        ["an end within a message"] = [Text("x"), [0x81, 10, 0x61]],
        ["an end within fragments"] = [Frame(0x01, Bytes3("a"))],
    };

    public static TheoryData<string> Names => [.. Scripts.Keys];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_same_bytes_mean_the_same_as_to_the_framework(string name)
    {
        byte[] bytes = [.. Scripts[name].SelectMany(static frame => frame)];
        foreach (int piece in (int[])[int.MaxValue, 1, 2, 7, 1000, 8192, 10_000])
        {
            SocketOutcome ours = await SocketOutcome.OfFrameSocketAsync(new ScriptedStream(bytes, () => piece) { Pauses = true });
            SocketOutcome framework = await SocketOutcome.OfFrameworkAsync(new ScriptedStream(bytes, () => piece));
            AssertSame(framework, ours);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_comes_means_the_same_as_to_the_framework(int seed)
    {
        var random = new Random(seed);
        for (int run = 0; run < 50; run++)
        {
            byte[] bytes = RandomScript(random);
            int pieces = random.Next();
            var oursRandom = new Random(pieces);
            SocketOutcome ours = await SocketOutcome.OfFrameSocketAsync(new ScriptedStream(bytes, () => oursRandom.Next(1, 20_000)) { Pauses = run % 2 == 0 });
            SocketOutcome framework = await SocketOutcome.OfFrameworkAsync(new ScriptedStream(bytes, () => int.MaxValue));
            AssertSame(framework, ours);
        }
    }

    [Fact]
    public async Task A_close_frame_without_a_code_has_none()
    {
        SocketOutcome ours = await SocketOutcome.OfFrameSocketAsync(new ScriptedStream(Close(), static () => int.MaxValue));
        SocketOutcome framework = await SocketOutcome.OfFrameworkAsync(new ScriptedStream(Close(), static () => int.MaxValue));

        Assert.Equal("close ", ours.End);
        Assert.Equal("close 1000", framework.End);
    }

    [Theory]
    [InlineData(1000, "end")]
    [InlineData(1001, "too large")]
    public async Task A_message_past_the_limit_is_refused_before_it_is_read(int length, string expected)
    {
        byte[] header = [.. Frame(0x82, Bytes(length)).AsSpan(0, 4)];
        SocketOutcome whole = await SocketOutcome.OfFrameSocketAsync(new ScriptedStream(Binary(length), static () => int.MaxValue), maxMessageSize: 1000);
        SocketOutcome framework = await SocketOutcome.OfFrameworkAsync(new ScriptedStream(Binary(length), static () => int.MaxValue), maxMessageSize: 1000);
        SocketOutcome announced = await SocketOutcome.OfFrameSocketAsync(new ScriptedStream(header, static () => int.MaxValue), maxMessageSize: 1000);

        Assert.Equal(expected, whole.End);
        Assert.Equal(expected, framework.End); // which does not say what a frame announces: it is refused once it is past the limit
        Assert.Equal(expected, announced.End);
    }

    [Fact]
    public async Task Fragments_past_the_limit_are_refused()
    {
        byte[] bytes = [.. Frame(0x02, Bytes(600)), .. Frame(0x00, Bytes(400)), .. Frame(0x80, Bytes(1))];

        SocketOutcome ours = await SocketOutcome.OfFrameSocketAsync(new ScriptedStream(bytes, static () => int.MaxValue), maxMessageSize: 1000);
        SocketOutcome framework = await SocketOutcome.OfFrameworkAsync(new ScriptedStream(bytes, static () => int.MaxValue), maxMessageSize: 1000);

        Assert.Equal("too large", ours.End);
        Assert.Equal("too large", framework.End);
    }

    [Fact]
    public async Task What_is_sent_is_whole_and_masked()
    {
        var stream = new ScriptedStream([], static () => int.MaxValue);
        using var socket = new FrameSocket(stream, 1024, new LifeSigns(), TimeProvider.System);

        await socket.SendAsync("short"u8.ToArray());
        await socket.SendAsync(Bytes(126));
        await socket.SendAsync(Bytes(70_000));
        Assert.True(socket.IsOpen);
        await socket.CloseAsync(GatewayCloseCode.NormalClosure);

        Assert.False(socket.IsOpen);
        Assert.Equal(
            ["81:" + Convert.ToHexString("short"u8), "81:" + Convert.ToHexString(Bytes(126)), "81:" + Convert.ToHexString(Bytes(70_000)), "88:03E8"],
            stream.ClientFrames());
    }

    [Fact]
    public async Task Masks_differ_from_frame_to_frame()
    {
        var stream = new ScriptedStream([], static () => int.MaxValue);
        using var socket = new FrameSocket(stream, 1024, new LifeSigns(), TimeProvider.System);

        for (int i = 0; i < 16; i++)
        {
            await socket.SendAsync(default);
        }

        Assert.Equal(16, stream.Written.Chunk(6).Select(static frame => Convert.ToHexString(frame)).Distinct().Count());
    }

    [Theory]
    [InlineData("a message", true, true)]
    [InlineData("a part of a message", true, false)]
    [InlineData("a part of a large message", true, true)]
    [InlineData("a fragment", true, true)]
    [InlineData("a thousand pings", false, false)]
    [InlineData("pongs", false, false)]
    [InlineData("a million empty fragments", false, false)]
    public async Task Messages_and_what_they_grow_by_are_signs_of_life(string what, bool expected, bool ofFramework)
    {
        byte[] bytes = what switch
        {
            "a message" => Text("x"),
            "a part of a message" => Binary(1000)[..500],
            "a part of a large message" => Binary(100_000)[..50_000],
            "a fragment" => Frame(0x01, Bytes3("a")),
            "a thousand pings" => [.. Enumerable.Range(0, 1000).SelectMany(static _ => Ping("anybody there?"))],
            "pongs" => [.. Frame(0x8A, []), .. Frame(0x8A, Bytes(5))],
            _ => [.. Frame(0x01, []), .. new byte[2_000_000]],
        };
        var life = new LifeSigns();
        using var socket = new FrameSocket(new ScriptedStream(bytes, static () => int.MaxValue), 1024 * 1024, life, TimeProvider.System);
        var lifeOfFramework = new LifeSigns();
        using IGatewaySocket framework = SocketOutcome.Framework(new ScriptedStream(bytes, static () => int.MaxValue), 1024 * 1024, lifeOfFramework);

        await Record.ExceptionAsync(async () => await socket.ReceiveAsync());
        await Record.ExceptionAsync(async () => await framework.ReceiveAsync());

        Assert.Equal(expected, life.Take());
        Assert.Equal(ofFramework, lifeOfFramework.Take()); // which keeps less than 16 KB to itself until the frame is whole
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_message_that_comes_slowly_is_a_sign_of_life_all_along(bool useFramework)
    {
        const int Pieces = 1000;
        var life = new LifeSigns();
        int silent = 0, longest = 0, reads = 0;
        var stream = new ScriptedStream(Binary(Pieces * 1000), () =>
        {
            reads++;
            silent = life.Take() ? 0 : silent + 1;
            longest = Math.Max(longest, silent);
            return 1000;
        });
        using IGatewaySocket socket = useFramework
            ? SocketOutcome.Framework(stream, 16 * 1024 * 1024, life)
            : new FrameSocket(stream, 16 * 1024 * 1024, life, TimeProvider.System);

        Assert.Equal(Pieces * 1000, (await socket.ReceiveAsync()).Payload.Length);

        Assert.InRange(reads, Pieces, 2 * Pieces);
        Assert.InRange(longest, 0, 20);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_is_received_when_its_last_bytes_are_read(bool useFramework)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var pieces = new Queue<int>([Text("one").Length, 3, int.MaxValue]); // the second message comes in two
        var stream = new ScriptedStream([.. Text("one"), .. Text("two")], () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return pieces.Dequeue();
        });
        using IGatewaySocket socket = useFramework
            ? SocketOutcome.Framework(stream, 1024, new LifeSigns(), time)
            : new FrameSocket(stream, 1024, new LifeSigns(), time);

        await socket.ReceiveAsync();
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1), socket.ReceivedAt);
        await socket.ReceiveAsync();
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(3), socket.ReceivedAt);
    }

    [Fact]
    public async Task Messages_of_one_read_were_received_together_however_late_they_are_asked_for()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        using var socket = new FrameSocket(new ScriptedStream([.. Text("one"), .. Text("two")], static () => int.MaxValue), 1024, new LifeSigns(), time);

        await socket.ReceiveAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        await socket.ReceiveAsync();

        Assert.Equal(DateTimeOffset.UnixEpoch, socket.ReceivedAt);
    }

    [Fact]
    public async Task A_pong_that_nobody_reads_holds_the_socket_until_it_is_dropped()
    {
        using var stream = new ScriptedStream([.. Ping("x"), .. Text("y")], static () => int.MaxValue) { RefusesWrites = true };
        using var socket = new FrameSocket(stream, 1024, new LifeSigns(), TimeProvider.System);
        Task<SocketMessage> receiving = socket.ReceiveAsync().AsTask();
        Assert.False(receiving.IsCompleted);

        socket.Abort();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiving);
    }

    [Fact]
    public async Task A_ping_during_a_send_is_answered_after_it()
    {
        using var stream = new ScriptedStream([.. Ping("x"), .. Text("y")], static () => int.MaxValue) { RefusesWrites = true };
        using var socket = new FrameSocket(stream, 1024, new LifeSigns(), TimeProvider.System);
        Task sending = socket.SendAsync("slow"u8.ToArray()).AsTask();
        Task<SocketMessage> receiving = socket.ReceiveAsync().AsTask();
        Assert.False(receiving.IsCompleted);

        stream.AcceptWrites();

        await sending;
        Assert.Equal("y"u8.ToArray(), (await receiving).Payload);
        Assert.Equal(["81:" + Convert.ToHexString("slow"u8), "8A:" + Convert.ToHexString("x"u8)], stream.ClientFrames());
    }

    [Fact]
    public async Task A_burst_is_read_in_large_pieces()
    {
        var stream = new ScriptedStream([.. Enumerable.Range(0, 200).SelectMany(static _ => Binary(1500))], static () => int.MaxValue);
        using var socket = new FrameSocket(stream, 1024 * 1024, new LifeSigns(), TimeProvider.System);

        for (int i = 0; i < 200; i++)
        {
            await socket.ReceiveAsync();
        }

        Assert.InRange(stream.LargestRead, ReadBuffer.Large - 1504, ReadBuffer.Large);
    }

    [Fact]
    public async Task A_quiet_connection_is_read_in_small_pieces()
    {
        var stream = new ScriptedStream([.. Enumerable.Range(0, 100).SelectMany(static _ => Binary(1500))], static () => 1504);
        using var socket = new FrameSocket(stream, 1024 * 1024, new LifeSigns(), TimeProvider.System);

        for (int i = 0; i < 100; i++)
        {
            await socket.ReceiveAsync();
        }

        Assert.Equal(ReadBuffer.Small, stream.LargestRead);
    }

    [Fact]
    public async Task A_burst_in_records_of_TLS_is_read_into_one_large_buffer()
    {
        var stream = new ScriptedStream([.. Enumerable.Range(0, 200).SelectMany(static _ => Binary(1500))], static () => 16 * 1024);
        using var socket = new FrameSocket(stream, 1024 * 1024, new LifeSigns(), TimeProvider.System);

        for (int i = 0; i < 200; i++)
        {
            await socket.ReceiveAsync();
        }

        Assert.InRange(stream.Reads, 1, (200 * 1504 / (16 * 1024)) + 2);
    }

    private static void AssertSame(SocketOutcome framework, SocketOutcome ours)
    {
        Assert.Equal(framework.Messages, ours.Messages);
        Assert.Equal(framework.End, ours.End);
        if (framework.End != "protocol error")
        {
            Assert.Equal(framework.Answers, ours.Answers);
        }
    }

    private static byte[] Bytes3(string text) => System.Text.Encoding.UTF8.GetBytes(text + text + text);

    // Invalid text is left to the table: the framework notices it before its message is whole.
    private static byte[] Letters(int length) => [.. Enumerable.Repeat((byte)'a', length)];

    private static byte[] RandomScript(Random random)
    {
        var bytes = new List<byte>();
        bool within = false;
        for (int i = random.Next(1, 30); i > 0; i--)
        {
            int length = random.Next(8) switch { 0 => 0, 1 => random.Next(60_000, 80_000), 2 => random.Next(120, 130), _ => random.Next(2000) };
            switch (random.Next(40))
            {
                case 0:
                    bytes.AddRange(Frame(random.Next(256), Letters(random.Next(130))));
                    break;
                case < 6:
                    bytes.AddRange(Ping(new string('p', random.Next(126))));
                    break;
                case 6:
                    bytes.AddRange(Close(random.Next(2) == 0 ? 4000 : 1000));
                    break;
                default:
                    bool final = random.Next(3) > 0;
                    int opcode = within ? 0 : random.Next(1, 3);
                    bytes.AddRange(Frame((final ? 0x80 : 0) | opcode, Letters(length), random.Next(10) == 0 ? 8 : null));
                    within = !final;
                    break;
            }
        }

        if (random.Next(4) == 0)
        {
            // From here on nothing means what it was meant to.
            bytes.RemoveRange(random.Next(bytes.Count), 1);
        }

        return [.. bytes];
    }
}

using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Testing.Tests;

public class FaultTests
{
    [Fact]
    public async Task Drop_ends_without_a_close_frame_after_what_was_said()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 512);
        await discord.Guild("Harbour").Member("mira").SaysAsync("last words");
        await discord.Everyone.DropAsync();
        await client.ExpectEventAsync("MESSAGE_CREATE");
        var lost = await client.LostAsync();
        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, lost.WebSocketErrorCode);
        Assert.DoesNotContain(Causes(lost), cause => cause is SocketException);
    }

    [Fact]
    public async Task Reset_is_a_reset()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).ResetAsync();
        var lost = await client.LostAsync();
        Assert.Contains(Causes(lost), cause => cause is SocketException { SocketErrorCode: SocketError.ConnectionReset });
    }

    [Fact]
    public async Task A_half_open_connection_swallows_everything()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 512);
        Assert.Same(discord.Connections[0], await discord.ExpectConnectionAsync());
        await discord.Shard(0).GoSilentAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("never heard");
        await client.HeartbeatAsync();
        await discord.ExpectFrameAsync(frame => frame.Opcode == 1);
        await client.CloseOutputAsync(4000);
        await discord.ExpectCloseAsync(4000);
        client.Abort();
        await discord.WhenAsync(d => !d.Connections[0].IsOpen, "the connection to end");
        Assert.Equal(["HELLO", "READY"], discord.Connections[0].Sent.Select(frame => frame.EventName ?? "HELLO"));

        await using var again = await GatewayClient.ConnectAsync(discord);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        await again.ExpectEventAsync("MESSAGE_CREATE");
        await again.ExpectEventAsync("RESUMED");
    }

    [Fact]
    public async Task Opcode_7_may_come_instead_of_HELLO()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        discord.NextConnection.InsteadOf(Moment.Hello).Reconnect();
        await using var first = await GatewayClient.ConnectAsync(discord);
        await first.ExpectAsync(7);
        await using var second = await GatewayClient.ConnectAsync(discord);
        await second.ExpectAsync(10);
    }

    [Fact]
    public async Task After_opcode_7_it_closes_by_itself()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).RequestReconnectAsync();
        await client.ExpectAsync(7);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(4000, await client.ClosedAsync());
    }

    [Theory]
    [InlineData(true, JsonValueKind.True)]
    [InlineData(false, JsonValueKind.False)]
    public async Task Opcode_9_comes_at_any_moment_and_leaves_the_connection_open(bool resumable, JsonValueKind d)
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).InvalidateSessionAsync(resumable);
        Assert.Equal(d, (await client.ExpectAsync(9)).GetProperty("d").ValueKind);
        if (resumable)
        {
            await client.ResumeAsync(client.SessionId, client.Sequence);
            await client.ExpectEventAsync("RESUMED");
        }
        else
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await client.IdentifyAsync(intents: 0);
            await client.ExpectEventAsync("READY");
        }
    }

    [Fact]
    public async Task HELLO_is_withheld_until_the_fault_is_lifted()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var fault = discord.Everyone.InsteadOf(Moment.Hello).Nothing();
        await using var client = await GatewayClient.ConnectAsync(discord);
        await fault.StruckAsync();
        fault.Lift();
        await client.ExpectAsync(10);
    }

    [Fact]
    public async Task READY_is_withheld_while_heartbeats_are_answered()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var fault = discord.Shard(0).InsteadOf(Moment.Ready).Nothing();
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await client.IdentifyAsync();
        await fault.StruckAsync();
        await client.HeartbeatAsync();
        await client.ExpectAsync(11);
        fault.Lift();
        await client.ExpectEventAsync("READY");
        await client.ExpectEventAsync("GUILD_CREATE");
    }

    [Fact]
    public async Task An_IDENTIFY_that_was_answered_with_opcode_9_gets_no_second_answer()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        var fault = discord.NextConnection.InsteadOf(Moment.Ready).Nothing().Times(1);
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await client.IdentifyAsync(intents: 0);
        await fault.StruckAsync();
        await discord.Everyone.InvalidateSessionAsync(resumable: false);
        await client.ExpectAsync(9);
        clock.Advance(TimeSpan.FromSeconds(5));
        await client.IdentifyAsync(intents: 0);
        await client.ExpectEventAsync("READY");
        fault.Lift();
        await client.HeartbeatAsync();
        await client.ExpectAsync(11);
    }

    [Fact]
    public async Task A_drop_between_identify_and_READY_leaves_no_session()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        discord.NextConnection.InsteadOf(Moment.Ready).Drop();
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await client.IdentifyAsync();
        await client.LostAsync();
        Assert.Null(discord.Connections[0].SessionId);
    }

    [Fact]
    public async Task RESUMED_is_withheld_behind_the_missed_events()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 512);
        await discord.Shard(0).ResetAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("missed");
        var fault = discord.NextConnection.InsteadOf(Moment.Resumed).Nothing();
        await using var again = await GatewayClient.ConnectAsync(discord);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        await again.ExpectEventAsync("MESSAGE_CREATE");
        fault.Lift();
        await again.ExpectEventAsync("RESUMED");
    }

    [Fact]
    public async Task A_resume_is_answered_with_an_invalid_session()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).ResetAsync();
        discord.NextConnection.InsteadOf(Moment.Replay).InvalidSession(resumable: true);
        await using var again = await GatewayClient.ConnectAsync(discord);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        Assert.Equal(JsonValueKind.True, (await again.ExpectAsync(9)).GetProperty("d").ValueKind);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        await again.ExpectEventAsync("RESUMED");
    }

    [Fact]
    public async Task Connections_are_accepted_and_closed_at_once()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var fault = discord.Everyone.InsteadOf(Moment.Hello).Close(null).Times(2);
        for (int i = 0; i < 2; i++)
        {
            await using var client = await GatewayClient.ConnectAsync(discord);
            Assert.Equal(1000, await client.ClosedAsync());
        }

        await using var third = await GatewayClient.ConnectAsync(discord);
        await third.ExpectAsync(10);
        Assert.Equal(2, fault.Strikes);
    }

    [Fact]
    public async Task Something_may_follow_READY_at_once()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        discord.Shard(0).After(Moment.Guilds).Close(4000).Times(1);
        await using var client = await GatewayClient.ReadyAsync(discord);
        await client.ExpectEventAsync("GUILD_CREATE");
        Assert.Equal(4000, await client.ClosedAsync());
    }

    [Fact]
    public async Task The_close_handshake_is_never_answered()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var fault = discord.Everyone.InsteadOf(Moment.CloseReply).Nothing();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await client.CloseOutputAsync(4000);
        await fault.StruckAsync();
        Assert.Null(discord.Connections[0].CloseFromServer);
        Assert.True(discord.Connections[0].IsOpen);
        client.Abort();
        await discord.WhenAsync(d => !d.Connections[0].IsOpen, "the connection to end");
    }

    [Fact]
    public async Task The_resume_host_refuses_while_the_main_host_is_healthy()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await discord.ResumeHost.RefuseAsync();
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => GatewayClient.ConnectAsync(discord, resume: true));
        await using var main = await GatewayClient.ConnectAsync(discord);
        await main.ExpectAsync(10);
        await discord.ResumeHost.RecoverAsync();
        await using var back = await GatewayClient.ConnectAsync(discord, resume: true);
        await back.ExpectAsync(10);
        Assert.Contains(Causes(refused), cause => cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused });
    }

    [Fact]
    public async Task The_resume_host_answers_503()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        discord.ResumeHost.AnswerWith(503);
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => GatewayClient.ConnectAsync(discord, resume: true));
        Assert.Contains("503", refused.Message);
        await discord.ResumeHost.FailedAttemptsAsync(1);
        await discord.RecoverAsync();
        await using var back = await GatewayClient.ConnectAsync(discord, resume: true);
        await back.ExpectAsync(10);
    }

    [Fact]
    public async Task The_main_host_hangs_and_recovers()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        discord.MainHost.Hang();
        var connecting = GatewayClient.ConnectAsync(discord);
        await discord.MainHost.FailedAttemptsAsync(1);
        Assert.False(connecting.IsCompleted);
        await discord.MainHost.RecoverAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => connecting);
    }

    [Theory]
    [InlineData("&compress=zlib-stream")]
    [InlineData("&compress=zstd-stream")]
    public async Task The_compressed_stream_is_corrupted(string compress)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 512 | 32768, query: "?v=10&encoding=json" + compress);
        await discord.Shard(0).GarbleNextAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("this will not be understood, whatever the decoder makes of it");
        await Assert.ThrowsAnyAsync<Exception>(client.ReceiveAsync);
        Assert.Equal(WebSocketState.Open, client.State);
    }

    [Fact]
    public async Task Without_compression_garbling_breaks_the_JSON()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).GarbleNextAsync();
        await discord.DispatchAsync("NEWS", "{}");
        await Assert.ThrowsAnyAsync<Exception>(client.ReceiveAsync);
    }

    [Fact]
    public async Task Messages_come_in_fragments_of_one_byte()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0, query: "?v=10&encoding=json&compress=zlib-stream");
        var fault = discord.Shard(0).Fragment();
        int frames = client.Frames;
        await discord.DispatchAsync("NEWS", """{"text":"good"}""");
        await client.ExpectEventAsync("NEWS");
        Assert.InRange(client.Frames - frames, 10, 100);
        fault.Lift();
        frames = client.Frames;
        await discord.DispatchAsync("NEWS", """{"text":"good"}""");
        await client.ExpectEventAsync("NEWS");
        Assert.Equal(1, client.Frames - frames);
    }

    [Fact]
    public async Task Bytes_trickle()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        discord.Shard(0).Trickle(1000);
        long begin = TimeProvider.System.GetTimestamp();
        await discord.DispatchAsync("NEWS", $$"""{"text":"{{new string('x', 300)}}"}""");
        await client.ExpectEventAsync("NEWS");
        Assert.True(TimeProvider.System.GetElapsedTime(begin) > TimeSpan.FromSeconds(0.25));
    }

    [Fact]
    public async Task What_has_not_trickled_through_comes_at_once_when_the_trickle_is_lifted()
    {
        var time = new FakeTimeProvider();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = time);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var trickle = discord.Shard(0).Trickle(10);
        await discord.DispatchAsync("NEWS", $$"""{"text":"{{new string('x', 300)}}"}""");
        var received = client.ExpectEventAsync("NEWS");
        await discord.WhenAsync(d => d.Connections[0].Sent.Count >= 3, "NEWS to be made");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(received.IsCompleted);
        trickle.Lift();
        await received;
    }

    [Fact]
    public async Task A_stalled_connection_says_everything_once_the_stall_is_lifted()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var stall = discord.Shard(0).Stall();
        await discord.DispatchAsync("ONE", "{}");
        await discord.DispatchAsync("TWO", "{}");
        var received = client.ExpectEventAsync("ONE");
        await discord.WhenAsync(d => d.Connections[0].Sent.Count >= 3, "ONE to be made");
        Assert.False(received.IsCompleted);
        stall.Lift();
        await received;
        await client.ExpectEventAsync("TWO");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_stands_still_ends_with_its_client(bool closes)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        discord.Shard(0).Stall();
        await discord.DispatchAsync("NEWS", "{}");
        if (closes)
        {
            await client.CloseOutputAsync(4000);
            await discord.ExpectCloseAsync(4000);
        }

        client.Abort();
        await discord.WhenAsync(d => !d.Connections[0].IsOpen, "the connection to end");
    }

    [Fact]
    public async Task A_message_never_ends()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).SendEndlesslyAsync();
        var received = client.ReceiveBytesAsync();
        while (client.Frames < 1000)
        {
            Assert.False(received.IsCompleted);
            await Task.Yield();
        }

        client.Abort();
        await Assert.ThrowsAnyAsync<Exception>(() => received);
        await discord.WhenAsync(d => !d.Connections[0].IsOpen, "the connection to end");
    }

    [Fact]
    public async Task Dispatches_come_twice()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var fault = discord.Shard(0).Duplicate();
        await discord.DispatchAsync("NEWS", "{}");
        Assert.Equal(2, (await client.ExpectEventAsync("NEWS")).GetProperty("s").GetInt64());
        Assert.Equal(2, (await client.ExpectEventAsync("NEWS")).GetProperty("s").GetInt64());
        fault.Lift();
        await discord.DispatchAsync("NEWS", "{}");
        await client.HeartbeatAsync();
        Assert.Equal(3, (await client.ExpectEventAsync("NEWS")).GetProperty("s").GetInt64());
        await client.ExpectAsync(11);
    }

    [Fact]
    public async Task Dispatches_change_places()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        discord.Shard(0).Reorder();
        await discord.DispatchAsync("ONE", "{}");
        await discord.DispatchAsync("TWO", "{}");
        await discord.DispatchAsync("THREE", "{}");
        await client.HeartbeatAsync();
        Assert.Equal(3, (await client.ExpectEventAsync("TWO")).GetProperty("s").GetInt64());
        Assert.Equal(2, (await client.ExpectEventAsync("ONE")).GetProperty("s").GetInt64());
        Assert.Equal(4, (await client.ExpectEventAsync("THREE")).GetProperty("s").GetInt64());
        await client.ExpectAsync(11);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1001)]
    [InlineData(4000)]
    [InlineData(4999)]
    public async Task It_closes_with_any_code_or_none(int? code)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).CloseAsync(code, "because");

        // ClientWebSocket takes a close frame without a code for 1000.
        Assert.Equal(code ?? 1000, await client.ClosedAsync());
        Assert.Equal(code, discord.Connections[0].CloseFromServer!.Code);
    }

    [Fact]
    public async Task Heartbeats_are_not_acknowledged_until_the_fault_is_lifted()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var fault = discord.Shard(0).InsteadOf(Moment.HeartbeatAck).Nothing();
        await client.HeartbeatAsync();
        await fault.StruckAsync();
        await discord.DispatchAsync("NEWS", "{}");
        await client.ExpectEventAsync("NEWS");
        fault.Lift();
        await client.ExpectAsync(11);
    }

    [Fact]
    public async Task Junk_is_sent_as_it_is()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).SendAsync("not { json");
        Assert.Equal("not { json"u8.ToArray(), await client.ReceiveBytesAsync());
        await discord.Shard(0).SendBytesAsync(new byte[] { 0xFF, 0xFE });
        Assert.Equal([0xFF, 0xFE], await client.ReceiveBytesAsync());
    }

    [Fact]
    public async Task Acting_on_connections_that_are_not_there_is_an_error()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => discord.Shard(3).DropAsync());
        Assert.Contains("shard 3", error.Message);
    }

    private static IEnumerable<Exception> Causes(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            yield return error;
        }
    }
}

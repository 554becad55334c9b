using System.Text;
using Gateway.Core.Events;
using Gateway.Testing;

namespace Gateway.Conformance.Tests;

public class LifeOfAConnectionTests
{
    [Theory]
    [InlineData(TransportCompression.None)]
    [InlineData(TransportCompression.ZlibStream)]
    [InlineData(TransportCompression.ZstdStream)]
    public async Task A_shard_connects_identifies_and_receives_in_order(TransportCompression compression)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(compression: compression)).Start();
        await shard.ReceivedAsync("GUILD_CREATE");

        await discord.Mira().SaysAsync("one");
        await discord.Mira().SaysAsync("twö");
        await discord.Mira().SaysAsync(new string('3', 100_000));

        await shard.SaidAsync("one", "twö", new string('3', 100_000));
        Assert.Equal(["READY", "GUILD_CREATE"], shard.Events.Take(2).Select(e => e.Name));
        Assert.Equal(Enumerable.Range(1, shard.Events.Count).Select(i => (long?)i), shard.Events.Select(e => e.Sequence));
        Assert.Equal(
            [ShardState.Queued, ShardState.Connecting, ShardState.Identifying, ShardState.Ready],
            shard.History.Select(s => s.State));
    }

    [Fact]
    public async Task The_connection_says_who_it_is_and_what_it_speaks()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(), new ShardId(1, 3))
            .StartAndWaitUntilReadyAsync();

        RecordedConnection connection = Assert.Single(discord.Connections);
        Assert.StartsWith("DiscordBot (", connection.UserAgent, StringComparison.Ordinal);
        Assert.Contains("v=10&encoding=json&compress=zlib-stream", connection.Query, StringComparison.Ordinal);
        RecordedIdentify identify = Assert.Single(discord.Identifies);
        Assert.Equal((1, 3), (identify.ShardId, identify.ShardCount));
        Assert.Equal(33281, identify.Intents);
    }

    [Fact]
    public async Task Logging_off_ends_the_session_and_reads_on_until_the_close_frame()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        Fault reply = discord.Everyone.InsteadOf(Moment.CloseReply).Nothing();

        Task closing = shard.Shard.CloseAsync(cancellationToken: Conditions.Token);
        await discord.ExpectCloseAsync(1000);
        Assert.False(closing.IsCompleted);
        reply.Lift();

        await closing;
        await shard.Reading;
        Assert.Equal(ShardState.Closed, shard.Shard.Status.State);
        Assert.Equal(ConnectionEndReason.LoggedOff, shard.Shard.Status.LastEnd?.Reason);
        Assert.Null(shard.Shard.Session);
    }

    [Fact]
    public async Task A_suspended_session_is_resumed_by_another_shard_object_without_an_Identify()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        GatewaySession? session;
        await using (ShardUnderTest first = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync())
        {
            await first.ReceivedAsync("GUILD_CREATE");
            await first.Shard.CloseAsync(ShardClose.Suspend, Conditions.Token);
            await first.Reading;
            session = first.Shard.Session;
        }

        await discord.ExpectCloseAsync(4000);
        await discord.Mira().SaysAsync("while you were away");
        await using ShardUnderTest second = new ShardUnderTest(discord, discord.Options(), session: session).Start();

        await second.SaidAsync("while you were away");
        await second.InStateAsync(ShardState.Ready);
        await second.ReceivedAsync("RESUMED");
        Assert.Equal(["MESSAGE_CREATE", "RESUMED"], second.Events.Select(e => e.Name));
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task Typed_events_come_as_their_types_and_the_rest_as_they_are()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var shard = new Shard(new ShardId(0, 1), discord.Options());
        var events = new List<IGatewayEvent>();

        await foreach (IGatewayEvent e in shard.ReadEventsAsync(cancellationToken: Conditions.Token))
        {
            events.Add(e);
            if (e is GuildCreate)
            {
                await discord.DispatchAsync("SOMETHING_NEW", """{"a":1}""");
                await discord.DispatchAsync("MESSAGE_CREATE", """{"id":[],"content":"no message"}""", discord.Guild("Harbour").Id);
                await discord.Mira().SaysAsync("hello");
            }
            else if (e is MessageCreate)
            {
                _ = shard.CloseAsync(cancellationToken: Conditions.Token);
            }
        }

        Assert.Collection(
            events,
            e => Assert.IsType<Ready>(e),
            e => Assert.Equal("Harbour", Assert.IsType<GuildCreate>(e).Name),
            e =>
            {
                UnknownEvent unknown = Assert.IsType<UnknownEvent>(e);
                Assert.Equal(("SOMETHING_NEW", 3, """{"a":1}"""), (unknown.Name, unknown.Sequence, Encoding.UTF8.GetString(unknown.Data.Span)));
            },
            e =>
            {
                MalformedEvent malformed = Assert.IsType<MalformedEvent>(e);
                Assert.Equal(("MESSAGE_CREATE", """{"id":[],"content":"no message"}"""), (malformed.Name, Encoding.UTF8.GetString(malformed.Data.Span)));
                Assert.Equal("$.id", malformed.Error.JsonPath);
            },
            e => Assert.Equal("hello", Assert.IsType<MessageCreate>(e).Content));
    }

    [Fact]
    public async Task Only_the_wanted_types_are_read()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var shard = new Shard(new ShardId(0, 1), discord.Options());
        await using IAsyncEnumerator<IGatewayEvent> events = shard
            .ReadEventsAsync([typeof(MessageCreate)], Conditions.Token).GetAsyncEnumerator(Conditions.Token);

        Task<bool> next = events.MoveNextAsync().AsTask();
        await discord.WhenReadyAsync();
        await discord.Mira().SaysAsync("hello");

        Assert.True(await next);
        Assert.Equal("hello", Assert.IsType<MessageCreate>(events.Current).Content);
    }

    [Fact]
    public async Task A_type_that_is_no_event_is_refused()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var shard = new Shard(new ShardId(0, 1), discord.Options());

        ArgumentException error = Assert.Throws<ArgumentException>(() => shard.ReadEventsAsync([typeof(string)], Conditions.Token));

        Assert.Contains("System.String", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shard_has_one_reader()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => ReadUntilAsync(shard.Shard, "anything"));
        Assert.Equal(ShardState.Ready, shard.Shard.Status.State);
    }

    [Fact]
    public async Task A_reader_that_leaves_can_come_back_and_finds_its_session()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var shard = new Shard(new ShardId(0, 1), discord.Options());
        await ReadUntilAsync(shard, "GUILD_CREATE");
        Assert.Equal(ConnectionEndReason.Abandoned, shard.Status.LastEnd?.Reason);

        await discord.Mira().SaysAsync("still there?");
        await ReadUntilAsync(shard, "MESSAGE_CREATE");

        Assert.Single(discord.Identifies);
        Assert.Single(discord.Resumes);
    }

    [Theory]
    [InlineData(false)] // as Shard.Session gives it
    [InlineData(true)] // of the last message that was finished
    public async Task The_session_counts_the_message_that_is_being_handled_as_received(bool isHandledAgain)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var first = new Shard(new ShardId(0, 1), discord.Options());
        GatewaySession? session = null;
        await foreach (GatewayMessage message in first.ReadMessagesAsync(Conditions.Token))
        {
            if (message.Name == "GUILD_CREATE")
            {
                await discord.Mira().SaysAsync("one");
                await discord.Mira().SaysAsync("two");
            }
            else if (message.Name == "MESSAGE_CREATE")
            {
                session = first.Session;
                Assert.Equal(message.Sequence, session?.Sequence);
                break; // in the middle of "one"
            }
        }

        Assert.Equal(session, first.Session);
        await using ShardUnderTest second = new ShardUnderTest(
            discord, discord.Options(), session: isHandledAgain ? session! with { Sequence = session.Sequence - 1 } : session).Start();

        await second.ReceivedAsync("RESUMED");
        Assert.Equal(isHandledAgain ? ["one", "two"] : ["two"], second.Said);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task Cancelling_ends_the_reading_at_once_and_keeps_the_session()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();

        await shard.AbandonAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shard.Reading);
        Assert.NotNull(shard.Shard.Session);
        Assert.Equal(ConnectionEndReason.Abandoned, shard.Shard.Status.LastEnd?.Reason);
    }

    private static async Task ReadUntilAsync(Shard shard, string name)
    {
        await foreach (GatewayMessage message in shard.ReadMessagesAsync(Conditions.Token))
        {
            if (message.Name == name)
            {
                return;
            }
        }
    }
}

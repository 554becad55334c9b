using System.Globalization;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Core.Models;
using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>Requests that are awaited: members, soundboard sounds, channel info.</summary>
public class GuildRequestTests
{
    /// <summary>A guild the bot is not in: Discord says nothing, and a test says what it likes.</summary>
    private static readonly Snowflake Silent = 820722997919875074;

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(2500)]
    public async Task All_members_of_a_guild_come_once_each(int crowd)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.World.Guild("Metropolis", g => g.Members(crowd)));
        await using ShardUnderTest shard = await StartAsync(discord);

        List<GuildMember> members = await shard.Shard
            .RequestGuildMembersAsync(new RequestGuildMembers { GuildId = discord.Guild("Metropolis").Id, Query = "" }, null, Conditions.Token)
            .ToListAsync(Conditions.Token);

        Assert.Equal(crowd + 1, members.DistinctBy(m => m.User!.Id).Count()); // and the bot
        Assert.Equal(crowd + 1, members.Count);
    }

    [Fact]
    public async Task Chunks_tell_presences_and_who_is_no_member()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await StartAsync(discord, intents: GatewayIntents.Guilds | GatewayIntents.GuildPresences);

        GuildMembersChunk chunk = await shard.Shard.RequestGuildMemberChunksAsync(new RequestGuildMembers
        {
            GuildId = discord.Guild("Harbour").Id,
            UserIds = [discord.Mira().Id, 42],
            Presences = true,
        }, null, Conditions.Token).SingleAsync(Conditions.Token);

        Assert.Equal("mira", Assert.Single(chunk.Members).User?.Username);
        Assert.Equal((Snowflake)42, Assert.Single(chunk.NotFound!));
        Assert.NotNull(chunk.Presences);
    }

    [Fact]
    public async Task Several_requests_at_once_get_their_own_answers()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.World.Guild("Metropolis", g => g.Members(3000)));
        await using ShardUnderTest shard = await StartAsync(discord);
        Snowflake harbour = discord.Guild("Harbour").Id;

        Task<int> all = CountAsync(new RequestGuildMembers { GuildId = discord.Guild("Metropolis").Id, Query = "" });
        Task<int> mira = CountAsync(new RequestGuildMembers { GuildId = harbour, Query = "mi", Limit = 10 });
        Task<int> both = CountAsync(new RequestGuildMembers { GuildId = harbour, UserIds = [.. discord.Guild("Harbour").Members.Select(m => (Snowflake)m.Id)] });

        Assert.Equal([3001, 1, discord.Guild("Harbour").Members.Count], await Task.WhenAll(all, mira, both));

        Task<int> CountAsync(RequestGuildMembers request) => shard.Shard.RequestGuildMembersAsync(request, null, Conditions.Token).CountAsync(Conditions.Token).AsTask();
    }

    [Fact]
    public async Task They_come_whatever_events_the_reader_wants()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var shard = new Shard(new ShardId(0, 1), discord.Options(intents: WithMembers));
        Task reading = Task.Run(ReadAsync, Conditions.Token);

        int count = await shard.RequestGuildMembersAsync(new RequestGuildMembers { GuildId = discord.Guild("Harbour").Id, Query = "" }, null, Conditions.Token)
            .CountAsync(Conditions.Token);

        Assert.Equal(discord.Guild("Harbour").MemberCount, count);
        await shard.CloseAsync(cancellationToken: Conditions.Token);
        await reading;

        async Task ReadAsync()
        {
            await foreach (IGatewayEvent e in shard.ReadEventsAsync([typeof(TypingStart)], Conditions.Token))
            {
                Assert.Fail($"{e} is not wanted");
            }
        }
    }

    [Fact]
    public async Task An_answer_is_completed_across_a_resume_and_what_is_replayed_does_not_come_twice()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.Quirks = Quirks.DuplicateDispatches);
        await using ShardUnderTest shard = await StartAsync(discord);
        Task<List<ulong>> answer = AskSilentGuildAsync(shard);
        string nonce = await NonceAsync(discord, times: 1);

        await ChunkAsync(discord, nonce, 0, 3, 1, 2);
        await shard.ReceivedAsync("GUILD_MEMBERS_CHUNK");
        await discord.Everyone.DropAsync();
        await ChunkAsync(discord, nonce, 1, 3, 3);
        await shard.InStateAsync(ShardState.Ready, times: 2);
        await ChunkAsync(discord, nonce, 2, 3, 4);

        Assert.Equal([1, 2, 3, 4], await answer);
        Assert.Single(Requests(discord));
    }

    [Fact]
    public async Task A_request_that_was_lost_with_its_connection_is_sent_again_after_the_resume()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await StartAsync(discord, _time);
        await discord.Everyone.GoSilentAsync();
        Task<int> count = shard.Shard.RequestGuildMembersAsync(new RequestGuildMembers { GuildId = discord.Guild("Harbour").Id, Query = "mi", Limit = 5 }, Timeout.InfiniteTimeSpan, Conditions.Token)
            .CountAsync(Conditions.Token).AsTask();
        await NonceAsync(discord, times: 1); // recorded, and heard by nobody

        _time.Advance(TimeSpan.FromMilliseconds(41_250));
        _time.Advance(TimeSpan.FromMilliseconds(41_250)); // a silent interval ends the connection
        await shard.InStateAsync(ShardState.Waiting);
        await shard.PassTimeUntilAsync(_time, count);

        Assert.Equal(1, await count);
        Assert.Equal(2, Requests(discord).Count);
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task A_session_that_begins_in_the_middle_has_the_request_sent_again_and_no_member_comes_twice()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await StartAsync(discord, _time);
        Task<List<ulong>> answer = AskSilentGuildAsync(shard);
        string nonce = await NonceAsync(discord, times: 1);

        await ChunkAsync(discord, nonce, 0, 2, 1, 2);
        await shard.ReceivedAsync("GUILD_MEMBERS_CHUNK");
        await discord.Everyone.InvalidateSessionAsync(resumable: false);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));
        await PassSecondsUntilAsync(NonceAsync(discord, times: 2));
        await ChunkAsync(discord, nonce, 0, 2, 2, 3);
        await ChunkAsync(discord, nonce, 1, 2, 1, 4);

        Assert.Equal([1, 2, 3, 4], await answer);
    }

    [Fact]
    public async Task A_request_that_Discord_answers_by_closing_fails_in_the_end_and_the_shard_does_not()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using ShardUnderTest shard = await StartAsync(discord, _time);
        Task<List<ulong>> answer = AskSilentGuildAsync(shard);
        for (int sent = 1; sent <= 3; sent++)
        {
            await PassSecondsUntilAsync(NonceAsync(discord, times: sent));
            await discord.Everyone.CloseAsync(4001);
            await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: sent + 1));
        }

        GatewayException error = await Assert.ThrowsAsync<GatewayException>(() => answer);
        Assert.Contains("RequestGuildMembers was sent 3 times", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, Requests(discord).Count);
        await discord.Mira().SaysAsync("still here");
        await shard.SaidAsync("still here");
    }

    [Fact]
    public async Task A_request_that_Discord_drops_is_answered_in_the_end()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using (ShardUnderTest other = await StartAsync(discord, _time))
        {
            await other.Shard.RequestGuildMembersAsync(new RequestGuildMembers { GuildId = discord.Guild("Harbour").Id, Query = "" }, null, Conditions.Token)
                .CountAsync(Conditions.Token);
        }

        _time.Advance(TimeSpan.FromSeconds(6));
        await using ShardUnderTest shard = await StartAsync(discord, _time);
        Task<int> count = shard.Shard.RequestGuildMembersAsync(
            new RequestGuildMembers { GuildId = discord.Guild("Harbour").Id, Query = "" }, TimeSpan.FromSeconds(15), Conditions.Token).CountAsync(Conditions.Token).AsTask();
        await shard.ReceivedAsync("RATE_LIMITED");
        await PassSecondsUntilAsync(count);

        Assert.Equal(discord.Guild("Harbour").MemberCount, await count);
        Assert.Equal(3, Requests(discord).Count);
    }

    [Fact]
    public async Task Silence_is_given_up_after_the_timeout_which_every_chunk_starts_anew()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await StartAsync(discord, _time);
        Task<List<ulong>> answer = AskSilentGuildAsync(shard, TimeSpan.FromSeconds(10));
        string nonce = await NonceAsync(discord, times: 1);

        for (int chunk = 0; chunk < 3; chunk++)
        {
            _time.Advance(TimeSpan.FromSeconds(9));
            await ChunkAsync(discord, nonce, chunk, 9, (ulong)chunk + 1);
            await shard.ReceivedAsync("GUILD_MEMBERS_CHUNK", times: chunk + 1);
        }

        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(9.9));
        await Task.WhenAny(answer, shard.Shard.SendAsync(new UpdatePresence(), Conditions.Token));
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(() => answer);
        Assert.Contains("RequestGuildMembers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_goes_on_where_it_was_when_the_session_is_resumed()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await StartAsync(discord, _time);
        Task<List<ulong>> answer = AskSilentGuildAsync(shard, TimeSpan.FromSeconds(10));
        await ChunkAsync(discord, await NonceAsync(discord, times: 1), 0, 2, 1);
        await shard.ReceivedAsync("GUILD_MEMBERS_CHUNK");

        int resumes = 0;
        for (; !answer.IsCompleted && resumes < 20; resumes++)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            await discord.Everyone.DropAsync();
            await shard.InStateAsync(ShardState.Waiting, times: resumes + 1);
            await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: resumes + 2));
        }

        Assert.InRange(resumes, 4, 9); // it is looked at every ten seconds at least; those in which it was not connected do not count
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(() => answer);
        Assert.Contains("RequestGuildMembers", error.Message, StringComparison.Ordinal);
        Assert.Single(Requests(discord));
    }

    [Fact]
    public async Task Time_in_which_Discord_could_not_answer_is_no_silence()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using var shard = new ShardUnderTest(discord, discord.Options(_time));
        Task<int> count = shard.Shard.RequestGuildMembersAsync(
            new RequestGuildMembers { GuildId = discord.Guild("Harbour").Id, Query = "mi", Limit = 5 }, TimeSpan.FromSeconds(5), Conditions.Token).CountAsync(Conditions.Token).AsTask();

        _time.Advance(TimeSpan.FromMinutes(10));
        await shard.StartAndWaitUntilReadyAsync();

        Assert.Equal(1, await count);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_is_not_sent_and_not_repeated()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        await using var shard = new ShardUnderTest(discord, discord.Options(_time, intents: WithMembers));
        using var cancellation = new CancellationTokenSource();
        Task<List<ulong>> queued = AskAsync(shard, null, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);

        await shard.StartAndWaitUntilReadyAsync();
        using var later = new CancellationTokenSource();
        Task<List<ulong>> sent = AskAsync(shard, null, later.Token);
        await NonceAsync(discord, times: 1);
        await later.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        await discord.Everyone.InvalidateSessionAsync(resumable: false);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));
        await shard.Shard.SendAsync(new RequestGuildMembers { GuildId = Silent, UserIds = [7] }, Conditions.Token);
        await discord.WhenAsync(d => Requests(d).Count >= 2, "the request behind them");

        Assert.Equal(2, Requests(discord).Count);
        Assert.False(Requests(discord)[1].Data.TryGetProperty("nonce", out _));
    }

    [Fact]
    public async Task A_consumer_that_takes_nothing_is_told_when_too_much_waits_and_holds_up_nobody()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await StartAsync(discord, maxMessageSize: 64 * 1024);
        IAsyncEnumerator<GuildMembersChunk> chunks = shard.Shard
            .RequestGuildMemberChunksAsync(new RequestGuildMembers { GuildId = Silent, Query = "" }, null, Conditions.Token).GetAsyncEnumerator(Conditions.Token);
        ValueTask<bool> first = chunks.MoveNextAsync();
        string nonce = await NonceAsync(discord, times: 1);

        for (int chunk = 0; chunk < 10; chunk++)
        {
            await ChunkAsync(discord, nonce, chunk, 10, [.. Enumerable.Range(1 + (chunk * 200), 200).Select(i => (ulong)i)]);
        }

        await shard.ReceivedAsync("GUILD_MEMBERS_CHUNK", times: 10);
        Assert.True(await first);
        int taken = 1;
        GatewayException error = await Assert.ThrowsAsync<GatewayException>(async () =>
        {
            while (await chunks.MoveNextAsync())
            {
                taken++;
            }
        });

        Assert.InRange(taken, 2, 9);
        Assert.Contains("MaxMessageSize", error.Message, StringComparison.Ordinal);
        await chunks.DisposeAsync();
        await discord.Mira().SaysAsync("still here");
        await shard.SaidAsync("still here");
    }

    [Fact]
    public async Task Closing_the_shard_tells_whoever_waits()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await StartAsync(discord);
        Task<List<ulong>> answer = AskSilentGuildAsync(shard);
        await NonceAsync(discord, times: 1);

        await shard.Shard.CloseAsync(cancellationToken: Conditions.Token);

        await Assert.ThrowsAsync<ShardClosedException>(() => answer);
        await Assert.ThrowsAsync<ShardClosedException>(() => AskSilentGuildAsync(shard));
    }

    [Fact]
    public async Task What_could_never_be_answered_is_refused()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var shard = new Shard(new ShardId(0, 2), discord.Options());
        Snowflake here = 0, elsewhere = 1UL << 22;

        Assert.Contains("1/2", Refusal(() => shard.RequestGuildMembersAsync(new RequestGuildMembers { GuildId = elsewhere, UserIds = [1] }, null, Conditions.Token)), StringComparison.Ordinal);
        Assert.Contains("GuildMembers", Refusal(() => shard.RequestGuildMembersAsync(new RequestGuildMembers { GuildId = here, Query = "" }, null, Conditions.Token)), StringComparison.Ordinal);
        Assert.Contains("empty Query", Refusal(() => shard.RequestGuildMembersAsync(new RequestGuildMembers { GuildId = here, Query = "", Limit = 1 }, null, Conditions.Token)), StringComparison.Ordinal);
        Assert.Contains("Query", Refusal(() => shard.RequestGuildMembersAsync(new RequestGuildMembers { GuildId = here }, null, Conditions.Token)), StringComparison.Ordinal);
        Assert.Contains("1/2", Refusal(() => shard.RequestSoundboardSoundsAsync(new RequestSoundboardSounds { GuildIds = [here, elsewhere] }, null, Conditions.Token)), StringComparison.Ordinal);

        static string Refusal(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-TimeSpan.TicksPerSecond)]
    [InlineData(long.MaxValue)]
    public async Task A_timeout_that_cannot_be_waited_for_is_refused_by_name(long ticks)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var shard = new Shard(new ShardId(0, 1), discord.Options());
        var timeout = new TimeSpan(ticks);

        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => shard.RequestGuildMembersAsync(new RequestGuildMembers { GuildId = 1, UserIds = [1] }, timeout, Conditions.Token));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => shard.RequestGuildMemberChunksAsync(new RequestGuildMembers { GuildId = 1, UserIds = [1] }, timeout, Conditions.Token));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => shard.RequestSoundboardSoundsAsync(new RequestSoundboardSounds { GuildIds = [1] }, timeout, Conditions.Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("timeout", () => shard.RequestChannelInfoAsync(new RequestChannelInfo { GuildId = 1 }, timeout, Conditions.Token));
    }

    [Fact]
    public async Task Two_requests_cannot_share_a_nonce()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await StartAsync(discord);
        var request = new RequestGuildMembers { GuildId = Silent, UserIds = [1], Nonce = "mine" };
        using var cancellation = new CancellationTokenSource();
        Task<int> first = shard.Shard.RequestGuildMembersAsync(request, null, cancellation.Token).CountAsync(cancellation.Token).AsTask();
        Assert.Equal("mine", await NonceAsync(discord, times: 1));

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await shard.Shard.RequestGuildMembersAsync(request, null, Conditions.Token).CountAsync(Conditions.Token));

        Assert.Contains("mine", error.Message, StringComparison.Ordinal);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task A_chunk_that_cannot_be_read_fails_the_request_and_not_the_shard()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await StartAsync(discord);
        Task<List<ulong>> answer = AskSilentGuildAsync(shard);
        string nonce = await NonceAsync(discord, times: 1);

        await discord.DispatchAsync("GUILD_MEMBERS_CHUNK", $$"""{"guild_id":"{{Silent}}","members":7,"nonce":"{{nonce}}"}""");

        await Assert.ThrowsAsync<EventFormatException>(() => answer);
        await discord.Mira().SaysAsync("still here");
        await shard.SaidAsync("still here");
    }

    [Fact]
    public async Task Soundboard_sounds_come_once_for_each_guild()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.World.Guild("Reef"));
        await using ShardUnderTest shard = await StartAsync(discord);
        Snowflake harbour = discord.Guild("Harbour").Id, reef = discord.Guild("Reef").Id;

        List<SoundboardSounds> answers = await shard.Shard
            .RequestSoundboardSoundsAsync(new RequestSoundboardSounds { GuildIds = [harbour, reef, harbour] }, null, Conditions.Token).ToListAsync(Conditions.Token);

        Assert.Equal([harbour, reef], answers.Select(a => a.GuildId).Order());
    }

    [Fact]
    public async Task Channel_info_comes_as_one_answer()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.World.Guild("Reef", g => g.VoiceChannel("Lounge")));
        await using ShardUnderTest shard = await StartAsync(discord);

        ChannelInfo info = await shard.Shard.RequestChannelInfoAsync(
            new RequestChannelInfo { GuildId = discord.Guild("Reef").Id }, cancellationToken: Conditions.Token);

        Assert.Single(info.Channels);
    }

    private static GatewayIntents WithMembers => GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;

    private static async Task<ShardUnderTest> StartAsync(
        SimulatedDiscord discord, TimeProvider? time = null, GatewayIntents? intents = null, int maxMessageSize = 16 * 1024 * 1024)
    {
        ShardUnderTest shard = await new ShardUnderTest(
            discord, discord.Options(time, intents: intents ?? WithMembers, maxMessageSize: maxMessageSize)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        return shard;
    }

    private static Task<List<ulong>> AskSilentGuildAsync(ShardUnderTest shard, TimeSpan? timeout = null) =>
        AskAsync(shard, timeout, Conditions.Token);

    private static async Task<List<ulong>> AskAsync(ShardUnderTest shard, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var ids = new List<ulong>();
        await foreach (GuildMember member in shard.Shard.RequestGuildMembersAsync(
            new RequestGuildMembers { GuildId = Silent, Query = "" }, timeout, cancellationToken))
        {
            ids.Add(member.User!.Id.Value);
        }

        return ids;
    }

    private static Task ChunkAsync(SimulatedDiscord discord, string nonce, int index, int count, params IEnumerable<ulong> ids)
    {
        string members = string.Join(',', ids.Select(id => string.Create(
            CultureInfo.InvariantCulture, $$$"""{"user":{"id":"{{{id}}}","username":"a name of some length {{{id}}}"},"roles":[],"flags":0}""")));
        return discord.DispatchAsync(
            "GUILD_MEMBERS_CHUNK",
            $$"""{"guild_id":"{{Silent}}","members":[{{members}}],"chunk_index":{{index}},"chunk_count":{{count}},"nonce":"{{nonce}}"}""");
    }

    private static List<RecordedFrame> Requests(SimulatedDiscord discord) =>
        [.. discord.Connections.SelectMany(c => c.Received).Where(frame => frame.Opcode == 8)];

    private static async Task<string> NonceAsync(SimulatedDiscord discord, int times)
    {
        await discord.WhenAsync(d => Requests(d).Count >= times, $"request {times}");
        return Requests(discord)[times - 1].Data.GetProperty("nonce").GetString()!;
    }

    private async Task PassSecondsUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(task, Task.Delay(1, Conditions.Token));
        }

        await task;
    }
}

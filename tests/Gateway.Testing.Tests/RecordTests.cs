namespace Gateway.Testing.Tests;

public class RecordTests
{
    [Fact]
    public async Task Each_connection_is_recorded_with_what_it_said()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 513, shard: 1, shards: 2);
        await client.HeartbeatAsync();
        await client.ExpectAsync(11);
        await client.CloseAsync(4000);
        await discord.WhenAsync(d => !d.Connections[0].IsOpen, "the end");

        var connection = Assert.Single(discord.Connections);
        Assert.Equal((GatewayHost.Main, "?v=10&encoding=json", 1, 2), (connection.Host, connection.Query, connection.ShardId, connection.ShardCount));
        Assert.Equal([10, 0, 11], connection.Sent.Select(frame => frame.Opcode));
        Assert.Equal([2, 1], connection.Received.Select(frame => frame.Opcode));
        Assert.Equal(1, connection.Heartbeats[0].Sequence);
        Assert.Equal(4000, connection.CloseFromClient!.Code);
        Assert.Equal(clock.GetUtcNow(), connection.EndedAt);
        var identify = Assert.Single(discord.Identifies);
        Assert.Equal((1, 2, 513L), (identify.ShardId, identify.ShardCount, identify.Intents));
        Assert.Equal("test", identify.Data.GetProperty("properties").GetProperty("browser").GetString());
    }

    [Fact]
    public async Task The_transcript_tells_the_story_without_the_token()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).CloseAsync(4000);
        await client.ClosedAsync();
        Assert.Contains("READY", discord.Transcript);
        Assert.Contains("close 4000", discord.Transcript);
        Assert.Contains("\"token\":\"(secret)\"", discord.Transcript);
        Assert.DoesNotContain(discord.Token, discord.Transcript);
        Assert.DoesNotContain(client.SessionId, discord.Transcript);
    }

    [Fact]
    public async Task An_expectation_that_is_not_met_says_what_happened_instead()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var error = await Assert.ThrowsAsync<ExpectationException>(() => discord.ExpectMessageAsync(within: TimeSpan.FromMilliseconds(1)));
        Assert.Equal("a message of the bot", error.Expected);
        Assert.Contains("READY", error.Message);
    }

    [Fact]
    public async Task Each_message_meets_one_expectation_only()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        string path = $"channels/{discord.Guild("Harbour").Channel("general").Id}/messages";
        await api.CallAsync("POST", path, """{"content":"pong"}""");
        var first = await discord.ExpectMessageAsync(m => m.Content == "pong");
        await api.CallAsync("POST", path, """{"content":"pong"}""");
        Assert.NotSame(first, await discord.ExpectMessageAsync(m => m.Content == "pong"));
    }

    [Fact]
    public async Task Waiting_for_a_shard_ends_when_it_is_ready()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var ready = discord.WhenReadyAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await ready;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task Waiting_for_a_shard_goes_on_while_its_guilds_are_withheld(int guilds)
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.World.Guilds(guilds));
        var fault = discord.Shard(0).InsteadOf(Moment.Guilds).Nothing();
        await using var client = await GatewayClient.ReadyAsync(discord);
        await ReadyAfterAsync(discord, fault);
    }

    [Fact]
    public async Task Waiting_for_a_shard_goes_on_while_RESUMED_is_withheld()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).ResetAsync();
        var fault = discord.NextConnection.InsteadOf(Moment.Resumed).Nothing();
        await using var again = await GatewayClient.ConnectAsync(discord);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        await ReadyAfterAsync(discord, fault);
    }

    private static async Task ReadyAfterAsync(SimulatedDiscord discord, Fault fault)
    {
        await fault.StruckAsync();
        await Assert.ThrowsAsync<ExpectationException>(() => discord.WhenReadyAsync(within: TimeSpan.FromMilliseconds(1)));
        await Assert.ThrowsAsync<ExpectationException>(() => discord.WhenAllReadyAsync(1, within: TimeSpan.FromMilliseconds(1)));
        var ready = discord.WhenReadyAsync();
        fault.Lift();
        await ready;
        await discord.WhenAllReadyAsync(1);
    }

    [Fact]
    public async Task Requests_are_recorded()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        await api.CallAsync("GET", "users/@me");
        var request = await discord.ExpectRequestAsync();
        Assert.Equal(("GET", "users/@me", 200), (request.Method, request.Path, request.Status));
    }

    [Fact]
    public async Task Who_is_not_there_is_named_beside_who_is()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var error = Assert.Throws<KeyNotFoundException>(() => discord.Guild("Harbour").Member("nobody"));
        Assert.Contains("mira, tobias", error.Message);
        Assert.Throws<KeyNotFoundException>(() => discord.Guild("Nowhere"));
    }
}

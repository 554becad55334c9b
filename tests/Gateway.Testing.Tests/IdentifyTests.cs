using System.Text.Json;

namespace Gateway.Testing.Tests;

public class IdentifyTests
{
    [Fact]
    public async Task Identify_is_answered_with_READY_and_the_guilds()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(discord);

        var hello = await client.ExpectAsync(10);
        await client.IdentifyAsync();
        var ready = await client.ExpectEventAsync("READY");
        var guild = await client.ExpectEventAsync("GUILD_CREATE");

        Assert.Equal(41_250, hello.GetProperty("d").GetProperty("heartbeat_interval").GetInt32());
        Assert.Equal(1, ready.GetProperty("s").GetInt64());
        Assert.Equal(2, guild.GetProperty("s").GetInt64());
        var d = ready.GetProperty("d");
        Assert.Equal(10, d.GetProperty("v").GetInt32());
        Assert.Equal(discord.BotId.ToString(), d.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal([0, 1], d.GetProperty("shard").EnumerateArray().Select(item => item.GetInt32()));
        Assert.True(d.GetProperty("guilds")[0].GetProperty("unavailable").GetBoolean());
        Assert.Equal(discord.ResumeGatewayUri.OriginalString.TrimEnd('/'), d.GetProperty("resume_gateway_url").GetString());
        Assert.Equal("Harbour", guild.GetProperty("d").GetProperty("name").GetString());
        Assert.Equal(3, guild.GetProperty("d").GetProperty("member_count").GetInt32());
    }

    [Fact]
    public async Task Identify_without_a_shard_gets_a_READY_without_one()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);

        await client.SendAsync($$"""{"op":2,"d":{"token":"{{discord.Token}}","intents":0,"properties":{} } }""");

        var ready = await client.ExpectEventAsync("READY");
        Assert.False(ready.GetProperty("d").TryGetProperty("shard", out _));
    }

    [Fact]
    public async Task A_wrong_token_closes_with_4004() => await ClosesWith(4004, client => client.IdentifyAsync(token: "wrong"));

    [Fact]
    public async Task A_token_with_the_Bot_prefix_closes_with_4004()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.IdentifyAsync(token: "Bot " + discord.Token);
        Assert.Equal(4004, await client.ClosedAsync());
    }

    [Fact]
    public async Task Missing_intents_close_with_4013() => await ClosesWith(4013, client => client.IdentifyAsync(intents: null));

    [Fact]
    public async Task Unknown_intents_close_with_4013() => await ClosesWith(4013, client => client.IdentifyAsync(intents: 1 << 17));

    [Fact]
    public async Task A_privileged_intent_that_is_switched_off_closes_with_4014() => await ClosesWith(
        4014,
        client => client.IdentifyAsync(intents: 1 << 15),
        options => options.AllowedIntents = PrivilegedIntents.All & ~PrivilegedIntents.MessageContent);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    public async Task An_impossible_shard_closes_with_4010(int shard, int shards) => await ClosesWith(4010, client => client.IdentifyAsync(shard: shard, shards: shards));

    [Fact]
    public async Task A_shard_count_off_the_multiple_closes_with_4010() => await ClosesWith(
        4010,
        client => client.IdentifyAsync(shard: 0, shards: 5),
        options => options.ShardCountMultiple = 4);

    [Fact]
    public async Task Too_many_guilds_on_a_shard_close_with_4011() => await ClosesWith(
        4011,
        client => client.IdentifyAsync(),
        options =>
        {
            options.World.Guilds(3);
            options.MaxGuildsPerShard = 2;
        });

    [Theory]
    [InlineData("?v=5&encoding=json")]
    [InlineData("?encoding=json")]
    public async Task An_old_version_closes_with_4012(string query)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(discord, query);
        Assert.Equal(4012, await client.ClosedAsync());
    }

    [Fact]
    public async Task A_second_identify_closes_with_4005()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord);
        await client.IdentifyAsync();
        Assert.Equal(4005, await client.ClosedAsync());
    }

    [Fact]
    public async Task Anything_else_before_identify_closes_with_4003() => await ClosesWith(4003, client => client.SendAsync("""{"op":3,"d":null}"""));

    [Fact]
    public async Task An_unknown_opcode_closes_with_4001() => await ClosesWith(4001, client => client.SendAsync("""{"op":99,"d":null}"""));

    [Fact]
    public async Task What_is_no_JSON_closes_with_4002() => await ClosesWith(4002, client => client.SendAsync("{"));

    [Fact]
    public async Task More_than_4096_bytes_close_with_4002() => await ClosesWith(4002, client => client.SendAsync($$"""{"op":1,"d":null,"x":"{{new string('x', 4096)}}"}"""));

    [Fact]
    public async Task The_121st_message_in_a_minute_closes_with_4008()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        for (int i = 0; i < 119; i++)
        {
            await client.HeartbeatAsync();
            await client.ExpectAsync(11);
        }

        clock.Advance(TimeSpan.FromSeconds(60));
        for (int i = 0; i < 120; i++)
        {
            await client.HeartbeatAsync();
            await client.ExpectAsync(11);
        }

        await client.HeartbeatAsync();
        Assert.Equal(4008, await client.ClosedAsync());
    }

    [Fact]
    public async Task Two_shards_of_a_bucket_within_5_seconds_draw_an_invalid_session()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.MaxConcurrency = 2;
        });
        await using var zero = await GatewayClient.ReadyAsync(discord, shard: 0, shards: 4);
        await using var one = await GatewayClient.ReadyAsync(discord, shard: 1, shards: 4);
        await using var two = await GatewayClient.ConnectAsync(discord);
        await two.ExpectAsync(10);
        await two.IdentifyAsync(shard: 2, shards: 4);

        var invalid = await two.ExpectAsync(9);
        clock.Advance(TimeSpan.FromSeconds(5));
        await two.IdentifyAsync(shard: 2, shards: 4);

        Assert.Equal(JsonValueKind.False, invalid.GetProperty("d").ValueKind);
        await two.ExpectEventAsync("READY");
    }

    [Fact]
    public async Task A_connection_without_a_user_agent_is_refused()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => GatewayClient.ConnectAsync(discord, userAgent: null));
        Assert.Empty(discord.Connections);
    }

    [Fact]
    public async Task A_connection_without_a_user_agent_may_be_let_in()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.RequireUserAgentOnUpgrade = false);
        await using var client = await GatewayClient.ConnectAsync(discord, userAgent: null);
        await client.ExpectAsync(10);
    }

    [Fact]
    public async Task Without_the_GUILDS_intent_no_guild_comes()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await client.HeartbeatAsync();
        await client.ExpectAsync(11);
    }

    [Fact]
    public async Task A_bot_may_be_in_no_guild()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.World.Guilds(0));
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await client.IdentifyAsync();
        var ready = await client.ExpectEventAsync("READY");
        Assert.Empty(discord.Guilds);
        Assert.Equal(0, ready.GetProperty("d").GetProperty("guilds").GetArrayLength());
    }

    [Fact]
    public async Task Overrunning_the_daily_budget_ends_all_sessions_and_resets_the_token()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.MaxConcurrency = 4);
        string token = discord.Token;
        discord.SetSessionStarts(1, TimeSpan.FromHours(1));
        await using var first = await GatewayClient.ReadyAsync(discord, shard: 0, shards: 2);
        await using var second = await GatewayClient.ConnectAsync(discord);
        await second.IdentifyAsync(shard: 1, shards: 2);

        Assert.Equal(4004, await second.ClosedAsync());
        Assert.Equal(4004, await first.ClosedAsync());
        Assert.NotEqual(token, discord.Token);
        Assert.Equal(1, discord.TokenResets);
    }

    private static async Task ClosesWith(int code, Func<GatewayClient, Task> act, Action<SimulatedDiscordOptions>? configure = null)
    {
        await using var discord = await SimulatedDiscord.StartAsync(configure);
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await act(client);
        Assert.Equal(code, await client.ClosedAsync());
    }
}

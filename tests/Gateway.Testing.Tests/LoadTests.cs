namespace Gateway.Testing.Tests;

[Collection(nameof(Alone))]
public class LoadTests
{
    [Theory]
    [InlineData("")]
    [InlineData("&compress=zlib-stream")]
    [InlineData("&compress=zstd-stream")]
    public async Task A_prepared_flood_comes_in_order_and_is_replayed_like_any_other_event(string compress)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0, query: "?v=10&encoding=json" + compress);
        var flood = await discord.Shard(0).PrepareFloodAsync("NEWS", static number => $$"""{"number":{{number}},"text":"the same for all"}""", 5000);
        var sending = flood.SendAsync();
        await discord.DispatchAsync("LAST", "{}");
        for (int number = 0; number < 5000; number++)
        {
            var news = await client.ExpectEventAsync("NEWS");
            Assert.Equal(number, news.GetProperty("d").GetProperty("number").GetInt32());
            Assert.Equal(number + 2, news.GetProperty("s").GetInt64());
        }

        await sending;
        await client.ExpectEventAsync("LAST");
        Assert.True(flood.Bytes > 0);
        Assert.Equal(5003, discord.Connections[0].SentCount);

        await discord.Shard(0).ResetAsync();
        await using var again = await GatewayClient.ConnectAsync(discord);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, 5000);
        Assert.Equal(4999, (await again.ExpectEventAsync("NEWS")).GetProperty("d").GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task A_flood_keeps_to_its_rate()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var flood = discord.Shard(0).FloodAsync("NEWS", static number => $$"""{"number":{{number}}}""", count: 25, perSecond: 100);
        for (int number = 0; number < 10; number++)
        {
            await client.ExpectEventAsync("NEWS");
        }

        Assert.Equal(12, discord.Connections[0].SentCount);
        Assert.False(flood.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        for (int number = 10; number < 20; number++)
        {
            await client.ExpectEventAsync("NEWS");
        }

        clock.Advance(TimeSpan.FromSeconds(0.1));
        await flood;
        Assert.Equal(24, (await client.ReadUntilAsync("NEWS")).GetProperty("d").GetProperty("number").GetInt32() + 4);
    }

    [Fact]
    public async Task A_flood_to_a_connection_that_ends_ends_too()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var flood = await discord.Shard(0).PrepareFloodAsync("NEWS", static _ => "{}", 10);
        await discord.Shard(0).ResetAsync();
        await flood.SendAsync();
    }

    [Fact]
    public async Task A_thousand_connections_are_cheap()
    {
        const int shards = 1000;
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.InMemory = true;
            options.MaxConcurrency = shards;
            options.World.Guilds(1000);
        });
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var clients = new List<GatewayClient>();
        for (int shard = 0; shard < shards; shard++)
        {
            clients.Add(await GatewayClient.ReadyAsync(discord, intents: 512, shard: shard, shards: shards, query: "?v=10&encoding=json&compress=zstd-stream"));
        }

        await discord.WhenAllReadyAsync(shards);
        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / shards;
        foreach (var guild in discord.Guilds)
        {
            await guild.Members[0].SaysAsync("hello");
        }

        foreach (var client in clients)
        {
            await client.ExpectEventAsync("MESSAGE_CREATE");
            await client.DisposeAsync();
        }

        // Both ends, the client's inflater among them; the encoder's own memory is not the collector's.
        Assert.InRange(each, 0, 100_000);
    }

    [Fact]
    public async Task A_guild_of_100_000_members_comes_with_few_of_them_and_all_on_request()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.World.Guild("Ocean", guild => guild.Members(100_000)));
        await using var client = await GatewayClient.ReadyAsync(discord, query: "?v=10&encoding=json&compress=zlib-stream");
        var d = (await client.ExpectEventAsync("GUILD_CREATE")).GetProperty("d");
        Assert.Equal((100_001, 1), (d.GetProperty("member_count").GetInt32(), d.GetProperty("members").GetArrayLength()));
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{discord.Guild("Ocean").Id}}","query":"","limit":0} }""");
        int seen = 0;
        for (int chunk = 0; chunk < 101; chunk++)
        {
            seen += (await client.ExpectEventAsync("GUILD_MEMBERS_CHUNK")).GetProperty("d").GetProperty("members").GetArrayLength();
        }

        Assert.Equal(100_001, seen);
    }

    [Fact]
    public async Task Ten_thousand_guilds_spread_evenly_over_64_shards()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.World.Guilds(10_000, members: 0);
            options.MaxConcurrency = 64;
        });
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await client.IdentifyAsync(shard: 15, shards: 64);
        var ready = await client.ExpectEventAsync("READY");
        int guilds = ready.GetProperty("d").GetProperty("guilds").GetArrayLength();
        Assert.Equal(157, guilds);
        for (int guild = 0; guild < guilds; guild++)
        {
            await client.ExpectEventAsync("GUILD_CREATE");
        }
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_people()
    {
        static async Task<string[]> NamesAsync(int seed)
        {
            await using var discord = await SimulatedDiscord.StartAsync(options =>
            {
                options.World.Seed = seed;
                options.World.Guild("Reef", guild => guild.Members(20));
            });
            return [.. discord.Guild("Reef").Members.Select(member => member.Name)];
        }

        Assert.Equal(await NamesAsync(7), await NamesAsync(7));
        Assert.NotEqual(await NamesAsync(7), await NamesAsync(8));
    }
}

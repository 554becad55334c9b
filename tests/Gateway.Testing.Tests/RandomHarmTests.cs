namespace Gateway.Testing.Tests;

public class RandomHarmTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_same_seed_on_a_fake_clock_is_the_same_run_every_time(int seed)
    {
        string once = await RunAsync(seed);
        string again = await RunAsync(seed);

        Assert.Equal(once, again);
        Assert.Contains($"random harm (seed {seed})", once);
        Assert.NotEqual(once, await RunAsync(seed + 100));
    }

    [Fact]
    public async Task What_lasts_ends_with_the_harm()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        for (int seed = 0; seed < 60; seed++)
        {
            using var harm = discord.HarmAtRandom(seed, TimeSpan.FromMinutes(1));
            clock.Advance(TimeSpan.FromMinutes(3));
            Assert.Equal(seed, harm.Seed);
        }

        await discord.RecoverAsync();
        clock.Advance(TimeSpan.FromMinutes(10));
        await using var client = await GatewayClient.ReadyAsync(discord);
        await client.ExpectEventAsync("GUILD_CREATE");
        using var api = new ApiClient(discord);
        Assert.Equal(200, (await api.CallAsync("GET", "gateway/bot")).Status);
    }

    [Fact]
    public async Task It_strikes_by_its_clock_and_only_until_it_is_disposed_of()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var harm = discord.HarmAtRandom(seed: 4, TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, harm.Strikes);
        while (harm.Strikes == 0)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        int strikes = harm.Strikes;
        harm.Dispose();
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(strikes, harm.Strikes);
    }

    /// <summary>A client that comes again whenever it is thrown out, for an hour; what happened to it.</summary>
    private static async Task<string> RunAsync(int seed)
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.InMemory = true;
            options.World.Seed = seed;
        });
        using var harm = discord.Everyone.HarmAtRandom(seed, TimeSpan.FromMinutes(1));
        for (int i = 0; i < 60; i++)
        {
            await using var client = await GatewayClient.ConnectAsync(discord);
            var connection = discord.Connections[^1];
            await client.IdentifyAsync();
            await discord.WhenAsync(_ => connection.Received.Count == 1, "the IDENTIFY to be there");
            await discord.Guild("Harbour").Member("mira").SaysAsync($"round {i}");
            await discord.WhenAsync(d => d.IsQuiet, "all to be written");
            clock.Advance(TimeSpan.FromMinutes(1));
            await discord.WhenAsync(d => d.IsQuiet, "all to be written");
            client.Abort();
            await discord.WhenAsync(_ => !connection.IsOpen, "the connection to end");
        }

        return discord.Transcript;
    }
}

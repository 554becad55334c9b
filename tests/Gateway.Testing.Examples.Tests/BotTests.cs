using Microsoft.Extensions.Hosting;

namespace Gateway.Testing.Examples.Tests;

public class BotTests
{
    [Fact]
    public async Task It_answers_ping()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var bot = await RunningBot.StartAsync(discord);
        await discord.WhenReadyAsync();

        await discord.Guild("Harbour").Member("mira").SaysAsync("!ping");

        await discord.ExpectMessageAsync(message => message.Content == "pong");
    }

    [Fact]
    public async Task It_answers_a_command()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var bot = await RunningBot.StartAsync(discord);
        await discord.WhenReadyAsync();

        var command = await discord.Guild("Harbour").Member("mira").UsesCommandAsync("tides", ("port", "Harbour"));

        var answered = await discord.ExpectAnswerAsync(command);
        Assert.Equal("at your service", answered.Response!.Content);
    }

    [Fact]
    public async Task It_misses_nothing_when_the_connection_drops()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var bot = await RunningBot.StartAsync(discord);
        await discord.WhenReadyAsync();

        await discord.Shard(0).DropAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("!ping");

        await discord.ExpectResumeAsync();
        await discord.ExpectMessageAsync(message => message.Content == "pong");
    }

    [Fact]
    public async Task It_outlives_the_resume_host()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var bot = await RunningBot.StartAsync(discord);
        await discord.WhenReadyAsync();

        discord.ResumeHost.AnswerWith(503);
        await discord.Shard(0).DropAsync();

        var resume = await discord.ExpectResumeAsync(within: TimeSpan.FromSeconds(30));
        Assert.Equal(GatewayHost.Main, resume.Connection.Host);
    }

    [Fact]
    public async Task It_waits_while_Discord_is_slow_to_be_ready()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        var outage = discord.Shard(0).InsteadOf(Moment.Ready).Nothing();
        using var bot = await RunningBot.StartAsync(discord);
        await outage.StruckAsync();

        outage.Lift();

        await discord.WhenReadyAsync();
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task It_says_goodbye()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var bot = await RunningBot.StartAsync(discord);
        await discord.WhenReadyAsync();

        await bot.StopAsync(TestContext.Current.CancellationToken);

        await discord.ExpectCloseAsync(1000);
    }

    [Fact]
    public async Task It_needs_no_port()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.InMemory = true;
            options.World.Guild("Reef", guild => guild.Channel("tides").Member("mira", "Keeper"));
        });
        using var bot = await RunningBot.StartAsync(discord);
        await discord.WhenReadyAsync();

        var reef = discord.Guild("Reef");
        await reef.Member("mira").SaysAsync(reef.Channel("tides"), "!ping");

        var pong = await discord.ExpectMessageAsync();
        Assert.Equal("tides", pong.Channel.Name);
    }
}

using System.Runtime.InteropServices;
using Gateway.Testing;

namespace Gateway.Samples.Tests;

public class WorkerBotTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task Without_a_token_it_runs_against_a_lively_simulation_until_a_signal(PosixSignal signal)
    {
        await using SampleProcess bot = SampleProcess.Start("WorkerBot", ("Discord__Token", ""));

        await bot.WroteAsync("No Discord:Token is set");
        await bot.WroteAsync("Discord__Token");
        await bot.WroteAsync("tom: !ping");
        await bot.WroteAsync("LighthouseBot: pong");
        await bot.WroteAsync("LighthouseBot: pong from shard 0/1");
        bot.Signal(signal);

        Assert.Equal(0, await bot.ExitedAsync());
        Assert.DoesNotContain("fail:", bot.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warn:", bot.Output, StringComparison.Ordinal);
        Assert.Contains("1 shard closed: logged off", bot.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_Ctrl_C_does_no_harm()
    {
        await using SampleProcess bot = SampleProcess.Start("WorkerBot", ("Discord__Token", ""));
        await bot.WroteAsync("LighthouseBot: pong");

        bot.Signal(PosixSignal.SIGINT);
        bot.Signal(PosixSignal.SIGINT);

        Assert.Equal(0, await bot.ExitedAsync());
    }

    [Fact]
    public async Task A_token_that_Discord_does_not_know_ends_it_with_what_to_do()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using SampleProcess bot = SampleProcess.Start(
            "WorkerBot", ("Discord__Token", "not.the.token"), ("Discord__ApiBaseAddress", discord.ApiBaseAddress.AbsoluteUri));

        Assert.Equal(78, await bot.ExitedAsync());
        Assert.Contains("token", bot.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not.the.token", bot.Output, StringComparison.Ordinal);
        Assert.Single(discord.Requests, request => request.Path.EndsWith("gateway/bot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mistakes_in_the_settings_are_told_all_at_once()
    {
        await using SampleProcess bot = SampleProcess.Start(
            "WorkerBot",
            ("Discord__Token", "Bot abc"),
            ("Discord__Intents__0", "GuildMesages"),
            ("Discord__LargeThreshold", "7"),
            ("Discord__Shards__Total", "4"),
            ("Discord__Shards__Ids", "2-5"));

        Assert.NotEqual(0, await bot.ExitedAsync());
        Assert.All(
            (string[])["Discord:Token", "Discord:Intents", "GuildMessages", "Discord:LargeThreshold", "Discord:Shards"],
            named => Assert.Contains(named, bot.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("Bot abc", bot.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_it_keeps_trying_and_can_be_stopped()
    {
        await using SampleProcess bot = SampleProcess.Start(
            "WorkerBot", ("Discord__Token", "abc"), ("Discord__ApiBaseAddress", "http://127.0.0.1:9/api/v10/"));

        await bot.WroteAsync("Connection refused");
        await bot.WroteAsync("trying again in");
        bot.Signal(PosixSignal.SIGTERM);

        Assert.Equal(0, await bot.ExitedAsync());
    }
}

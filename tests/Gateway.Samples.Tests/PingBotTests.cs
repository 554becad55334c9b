using System.Runtime.InteropServices;
using Gateway.Testing;

namespace Gateway.Samples.Tests;

public class PingBotTests
{
    [Fact]
    public async Task The_bot_of_the_README_answers()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(o =>
            o.World.Guild("Harbour", g => g.Channel("general").Member("mira")));
        await using SampleProcess bot = SampleProcess.Start(
            "PingBot",
            ("Discord__Token", discord.Token),
            ("Discord__ApiBaseAddress", discord.ApiBaseAddress.AbsoluteUri));
        await discord.WhenReadyAsync(within: TimeSpan.FromSeconds(30));

        await discord.Guild("Harbour").Member("mira").SaysAsync("!ping");
        await discord.ExpectMessageAsync(message => message.Content == "pong");

        bot.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await bot.ExitedAsync());
    }
}

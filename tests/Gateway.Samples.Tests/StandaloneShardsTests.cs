using System.Runtime.InteropServices;
using Gateway.Testing;

namespace Gateway.Samples.Tests;

public class StandaloneShardsTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task It_runs_the_recommended_shards_and_closes_them_all_on_a_signal(PosixSignal signal)
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(o =>
        {
            o.RecommendedShards = 2;
            o.MaxConcurrency = 2;
            o.World.Guild("Harbour", g => g.Channel("general").Member("mira"));
        });
        await using SampleProcess program = SampleProcess.Start(
            "StandaloneShards", ("DISCORD_TOKEN", discord.Token), ("DISCORD_API", discord.ApiBaseAddress.AbsoluteUri));

        await program.WroteAsync("2 shard(s) recommended");
        await program.WroteAsync("shard 0/2 is ready");
        await program.WroteAsync("shard 1/2 is ready");
        await discord.ExpectFrameAsync(frame => frame.Opcode == 3);
        await discord.ExpectFrameAsync(frame => frame.Opcode == 3);
        await discord.Guild("Harbour").Member("mira").SaysAsync("hello");
        await program.WroteAsync("mira wrote 5 characters");

        program.Signal(signal);

        await discord.ExpectCloseAsync(1000);
        await discord.ExpectCloseAsync(1000);
        Assert.Equal(0, await program.ExitedAsync());
        await program.WroteAsync("all shards closed");
    }
}

using System.Globalization;
using Gateway.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>Shards under random harm. The seed in a failing test's name repeats what was done to them.</summary>
public class ChaosTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_happens_to_the_connections_every_event_arrives_in_order(int seed)
    {
        const int Messages = 300;
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.IdentifyWindow = TimeSpan.FromMilliseconds(1));
        TransportCompression compression = (TransportCompression)(seed % 3);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(compression: compression))
            .StartAndWaitUntilReadyAsync();

        var random = new Random(seed);
        for (int i = 0; i < Messages; i++)
        {
            bool harm = random.Next(20) == 0;
            int sessions = shard.History.Count(s => s.State == ShardState.Ready);
            if (harm)
            {
                await HarmAsync(discord, random);
            }

            // Said while the connection is going down, or while there is none: it has to be replayed.
            await discord.Mira().SaysAsync(i.ToString(CultureInfo.InvariantCulture));
            if (harm)
            {
                await shard.InStateAsync(ShardState.Ready, times: sessions + 1);
            }
        }

        string last = (Messages - 1).ToString(CultureInfo.InvariantCulture);
        await shard.UntilAsync(() => shard.Said.Count > 0 && shard.Said[^1] == last, "the last message");

        // At least once, and never before one that was said earlier.
        int[] said = [.. shard.Said.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal(Enumerable.Range(0, Messages), said.Distinct());
        Assert.Single(discord.Identifies);
        Assert.True(discord.Resumes.Count >= 5, $"little harm was done: {discord.Resumes.Count} resumes");
    }

    private static Task HarmAsync(SimulatedDiscord discord, Random random) => random.Next(7) switch
    {
        0 => discord.Everyone.DropAsync(),
        1 => discord.Everyone.ResetAsync(),
        2 => discord.Everyone.RequestReconnectAsync(),
        3 => discord.Everyone.CloseAsync(4000),
        4 => discord.Everyone.CloseAsync(null),
        5 => discord.Everyone.SendAsync("{"),
        _ => discord.Everyone.GarbleNextAsync(),
    };
}

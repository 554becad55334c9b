using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.EndToEnd;

public class FloodTests
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromMilliseconds(41_250);

    /// <summary>
    /// Far more than fits into buffers, and handlers that do not finish: the shard is not read. What the bot holds is
    /// bounded, it stays alive for as long as it takes, and goes on when its handlers do.
    /// </summary>
    [Fact]
    public async Task A_flood_that_handlers_cannot_keep_up_with_is_left_at_Discord()
    {
        const int Count = 20_000;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = new TestTime();
        int running = 0, most = 0, handled = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(
            discord,
            gateway => gateway.AddEventHandler<MessageCreate>(async (message, context, token) =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await gate.Task.WaitAsync(token);
                Interlocked.Decrement(ref running);
                switch (Interlocked.Increment(ref handled))
                {
                    case Count:
                        all.SetResult();
                        break;
                    case Count + 1:
                        context.Services.GetRequiredService<Calls>().Note("recovered");
                        break;
                }
            }),
            options =>
            {
                options.Dispatch.MaxConcurrentEvents = 64;
                options.Compression = TransportCompression.None; // all of it would fit into the buffers otherwise
            },
            services => services.AddSingleton<TimeProvider>(time));
        await bot.StartAndGetReadyAsync();

        string text = new('x', 1000);
        Flood flood = await discord.Everyone.PrepareFloodAsync("MESSAGE_CREATE", number => DispatchFixture.Message($"{number} {text}"), Count);
        Task sent = flood.SendAsync();
        await bot.Logs.WaitForAsync("is not read for now: 64 of its events");
        for (int i = 0; i < 5; i++)
        {
            int beats = discord.Connections[0].Heartbeats.Count;
            time.Advance(HeartbeatInterval);
            await discord.WhenAsync(d => d.Connections[0].Heartbeats.Count > beats, "a heartbeat");
        }

        Assert.False(sent.IsCompleted); // it lies in the socket
        Assert.Equal(64, Volatile.Read(ref running));

        gate.SetResult();
        await all.Task.SoonAsync();
        await sent.SoonAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("after the flood");
        await bot.Calls.WaitForAsync("recovered");
        Assert.InRange(most, 1, 64);
        Assert.Single(discord.Connections);
        Assert.Equal(ShardState.Ready, Assert.Single(bot.Shards.Shards).Status.State);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            int before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}

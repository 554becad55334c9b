using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>An outage in which Discord takes connections and Identifies, and answers none with Ready.</summary>
public class IdentifyOutageTests
{
    private const int Buckets = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(1, "close 4000")]
    [InlineData(4, "close 1011")]
    [InlineData(4, "op 9")]
    public async Task Ten_hours_of_it_cost_a_fraction_of_the_days_session_starts_and_it_is_over_five_minutes_after(int shards, string answer)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o =>
        {
            o.TimeProvider = _time;
            o.MaxConcurrency = Buckets;
        });
        var queue = new IdentifyQueue(new SessionStartLimit(1000, 1000, TimeSpan.FromHours(24), Buckets), _time);
        FaultStep insteadOfReady = discord.Everyone.InsteadOf(Moment.Ready);
        Fault outage = answer switch
        {
            "op 9" => insteadOfReady.InvalidSession(resumable: false),
            _ => insteadOfReady.Close(int.Parse(answer["close ".Length..], System.Globalization.CultureInfo.InvariantCulture)),
        };
        ShardOptions options = discord.Options(_time, identifyQueue: queue, reconnectDelay: TimeSpan.FromSeconds(20)); // nobody waits for the five seconds of its bucket
        ShardUnderTest[] fleet = [.. ShardId.All(shards).Select(id => new ShardUnderTest(discord, options, id).Start())];
        try
        {
            DateTimeOffset begun = _time.GetUtcNow();
            await PassUntilAsync(fleet, () => _time.GetUtcNow() - begun >= TimeSpan.FromHours(10));
            outage.Lift();
            int spent = outage.Strikes;
            Assert.InRange(spent, 120, 160); // twelve an hour, and what it took to notice
            DateTimeOffset healed = _time.GetUtcNow();
            await PassUntilAsync(fleet, () => fleet.All(static shard => shard.Shard.Status.State == ShardState.Ready));

            Assert.InRange(_time.GetUtcNow() - healed, TimeSpan.Zero, TimeSpan.FromMinutes(5.5)); // half a minute for steps in which nobody was done yet
            Assert.Equal(spent + shards, discord.Identifies.Count);
            Assert.Equal(1000 - spent - shards, queue.Budget.Remaining);
        }
        finally
        {
            foreach (ShardUnderTest shard in fleet)
            {
                await shard.DisposeAsync();
            }
        }
    }

    /// <summary>Lets virtual time pass, only while every shard waits for time, and as much as they say they wait for.</summary>
    private async Task PassUntilAsync(ShardUnderTest[] fleet, Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!condition())
        {
            if (fleet.All(WaitsForTime))
            {
                TimeSpan? left = fleet.Any(static shard => shard.Shard.Status.Until is null)
                    ? null
                    : fleet.Min(static shard => shard.Shard.Status.Until) - _time.GetUtcNow();
                _time.Advance(left > Step ? left.Value : Step);
            }

            Assert.False(timeout.IsCancellationRequested, $"Time passed in vain, until {_time.GetUtcNow()}: {fleet[0]}");
            await Task.Delay(1, CancellationToken.None);
        }
    }

    private static bool WaitsForTime(ShardUnderTest shard) =>
        shard.Shard.Status.State is ShardState.Waiting or ShardState.Queued or ShardState.Ready;
}

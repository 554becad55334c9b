using Gateway.Core.Session;

namespace Gateway.Core.Tests;

public class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 8)]
    [InlineData(6, 60)]
    [InlineData(1000, 60)]
    public void The_pause_is_anything_up_to_a_doubling_bound_with_a_cap(int failures, int seconds)
    {
        var random = new Random(1);
        double[] pauses = [.. Enumerable.Range(0, 2000).Select(_ => Backoff.Delay(failures, First, Cap, random).TotalSeconds)];

        Assert.InRange(pauses.Max(), seconds * 0.95, seconds);
        Assert.InRange(pauses.Min(), 0, seconds * 0.05);
        Assert.InRange(pauses.Average(), seconds * 0.45, seconds * 0.55);
    }

    [Fact]
    public void A_thousand_shards_dropped_at_once_come_back_spread_over_the_whole_pause()
    {
        // Each shard has a source of chance of its own, as by default.
        double[] pauses = [.. Enumerable.Range(0, 1000).Select(seed => Backoff.Delay(1, First, Cap, new Random(seed)).TotalSeconds)];

        IEnumerable<int> perTenth = pauses.GroupBy(static pause => (int)(pause * 5)).Select(static tenth => tenth.Count());
        Assert.Equal(10, perTenth.Count());
        Assert.All(perTenth, static count => Assert.InRange(count, 50, 150));
    }

    [Fact]
    public void The_pause_after_an_invalid_session_is_one_to_five_seconds()
    {
        var random = new Random(1);
        double[] pauses = [.. Enumerable.Range(0, 2000).Select(_ => Backoff.AfterInvalidSession(random).TotalSeconds)];

        Assert.InRange(pauses.Min(), 1, 1.1);
        Assert.InRange(pauses.Max(), 4.9, 5);
    }
}

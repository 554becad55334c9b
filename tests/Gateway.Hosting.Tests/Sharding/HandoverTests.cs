using Gateway.Core;
using Gateway.Hosting.Sharding;
using Gateway.Hosting.Sharding.Resharding;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Hosting.Tests.Sharding;

/// <summary>Whose concern it is that a new shard is refused: the resharding's, or, from one moment on, the bot's.</summary>
public class HandoverTests
{
    [Fact]
    public async Task A_new_shard_that_is_refused_until_the_new_ones_are_the_bots_is_told_of_and_one_that_is_later_is_not_taken()
    {
        await using var fixture = new DispatchFixture();
        ShardRunner early = NewRunner(fixture);
        ShardRunner late = NewRunner(fixture);
        var handover = new Handover(new Fleet(1, []), new Fleet(16, [early]), guildsAreSent: true, fixture.Time);
        var refused = new ShardFailedException(early.Id, GatewayCloseCode.InvalidShard);

        Assert.Null(handover.Failure);
        Assert.True(handover.TryFail(early, refused));
        Assert.Same(refused, handover.Failure);
        Assert.Same(refused, await Assert.ThrowsAsync<ShardFailedException>(() => handover.Completed));

        Assert.Equal([(early, refused)], handover.Decide());
        Assert.False(handover.TryFail(late, refused));
        Assert.Equal([(early, refused)], handover.Decide());
    }

    private static ShardRunner NewRunner(DispatchFixture fixture) => new(
        fixture.Shard,
        presence: null,
        fixture.Dispatcher,
        static (_, _) => { },
        closeLimit: TimeSpan.FromSeconds(1),
        fixture.Time,
        ExecutionContext.Capture()!,
        NullLogger.Instance);
}

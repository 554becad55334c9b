using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;

namespace Gateway.Hosting.Tests.Dispatch;

public class BatonTests
{
    private readonly Baton _baton = new();

    [Fact]
    public async Task It_cannot_be_taken_before_it_is_offered()
    {
        await using var fixture = new DispatchFixture();
        var delivery = new EventDelivery(fixture.Lane);
        long call = _baton.Enter();
        Assert.True(_baton.IsInside);
        Assert.Null(_baton.TryTake());
        _baton.Offer(delivery);
        Assert.Same(delivery, _baton.TryTake());
        Assert.False(_baton.TryLeave(call));
        Assert.Null(_baton.TryTake());
    }

    [Fact]
    public async Task What_was_offered_in_one_call_is_not_in_the_next()
    {
        await using var fixture = new DispatchFixture();
        long call = _baton.Enter();
        _baton.Offer(new EventDelivery(fixture.Lane));
        Assert.True(_baton.TryLeave(call));
        Assert.Null(_baton.TryTake());
        call = _baton.Enter();
        Assert.Null(_baton.TryTake());
        Assert.True(_baton.TryLeave(call));
    }
}

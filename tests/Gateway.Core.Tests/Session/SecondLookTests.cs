using Gateway.Core.Session;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Core.Tests.Session;

public class SecondLookTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void One_that_comes_at_once_is_prompt_and_another_may_follow()
    {
        var look = new SecondLook(_time);
        for (int i = 0; i < 2; i++)
        {
            Assert.True(look.TryAsk());
            _time.Advance(TimeSpan.FromMilliseconds(99));
            Assert.True(look.Begin());
        }
    }

    [Fact]
    public void One_that_has_waited_for_long_is_not_prompt_though_another_was_asked_for_just_now()
    {
        var look = new SecondLook(_time);
        Assert.True(look.TryAsk());
        _time.Advance(TimeSpan.FromSeconds(41));
        Assert.False(look.TryAsk());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(look.Begin());
    }
}

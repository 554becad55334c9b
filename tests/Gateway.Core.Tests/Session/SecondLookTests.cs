using Gateway.Core.Session;

namespace Gateway.Core.Tests.Session;

public class SecondLookTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(0, true)]
    [InlineData(99, true)]
    [InlineData(100, false)]
    [InlineData(41_300, false)] // a whole interval: the pool was blocked, and what was received waits as long
    public void It_is_believed_only_if_it_came_promptly(int late, bool isBelieved)
    {
        var look = new SecondLook();
        look.Ask(Start);

        Assert.Equal(isBelieved, look.Take(Start + TimeSpan.FromMilliseconds(late)));
    }

    [Fact]
    public void It_is_due_until_it_is_had_and_may_be_asked_for_again()
    {
        var look = new SecondLook();
        Assert.False(look.IsDue);

        look.Ask(Start);
        Assert.True(look.IsDue);
        Assert.False(look.Take(Start + TimeSpan.FromSeconds(41)));
        Assert.False(look.IsDue);

        look.Ask(Start + TimeSpan.FromSeconds(41));
        Assert.True(look.Take(Start + TimeSpan.FromSeconds(41)));
    }
}

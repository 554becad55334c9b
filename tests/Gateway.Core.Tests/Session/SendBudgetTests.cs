using Gateway.Core.Session;

namespace Gateway.Core.Tests;

public class SendBudgetTests
{
    private static readonly TimeSpan Typical = TimeSpan.FromMilliseconds(41_250);

    [Fact]
    public void Commands_leave_the_heartbeats_their_reserve()
    {
        var budget = new SendBudget(Typical);

        Assert.Equal(115, budget.ForCommands);
        Assert.Equal(115, SpendOnCommands(budget, TimeSpan.Zero));
        for (int i = 0; i < 5; i++)
        {
            Assert.True(budget.TrySpendOnSession(TimeSpan.Zero));
        }

        Assert.False(budget.TrySpendOnSession(TimeSpan.Zero));
    }

    [Theory]
    [InlineData(41_250)]
    [InlineData(2_000)]
    public void Beats_that_are_asked_for_leave_room_for_those_that_are_due_and_for_the_Identify(int interval)
    {
        var budget = new SendBudget(TimeSpan.FromMilliseconds(interval));
        int asked = 0;
        while (budget.TrySpendOnRequestedBeat(TimeSpan.Zero))
        {
            asked++;
        }

        int due = 0;
        while (budget.TrySpendOnSession(TimeSpan.Zero))
        {
            due++;
        }

        Assert.Equal(SendBudget.Total, asked + due);
        Assert.InRange(due, (60_500 / interval) + 1, SendBudget.Total / 2);
    }

    [Fact]
    public void The_shortest_interval_leaves_room_for_commands_for_as_long_as_it_beats()
    {
        var budget = new SendBudget(ControlPayload.ShortestInterval);
        int commands = 0;
        for (TimeSpan now = TimeSpan.Zero; now < TimeSpan.FromMinutes(5); now += ControlPayload.ShortestInterval)
        {
            Assert.True(budget.TrySpendOnSession(now), $"The beat at {now} was not sent.");
            while (budget.TrySpendOnCommand(now, out _))
            {
                commands++;
            }
        }

        Assert.InRange(commands, 5 * 25, 5 * 60);
    }

    [Fact]
    public void A_command_waits_until_the_oldest_send_is_a_window_ago()
    {
        var budget = new SendBudget(Typical);
        TimeSpan start = TimeSpan.FromHours(1);
        SpendOnCommands(budget, start);

        Assert.False(budget.TrySpendOnCommand(start + SendBudget.Window - TimeSpan.FromSeconds(1), out TimeSpan wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        Assert.True(budget.TrySpendOnCommand(start + SendBudget.Window, out _));
    }

    /// <summary>Discord counts arrivals: what was held up on its way arrives closer to what was not.</summary>
    [Fact]
    public void Sends_that_arrive_half_a_second_late_are_still_a_minute_before_the_next()
    {
        var budget = new SendBudget(Typical);
        TimeSpan late = TimeSpan.FromMilliseconds(500);
        SpendOnCommands(budget, TimeSpan.Zero);

        Assert.False(budget.TrySpendOnCommand(TimeSpan.Zero, out TimeSpan wait));
        Assert.True(wait - late >= TimeSpan.FromSeconds(60), $"the next may go after {wait}");
    }

    [Theory]
    [InlineData(41_250)]
    [InlineData(10_000)]
    [InlineData(2_000)]
    [InlineData(1)]
    public void No_window_ever_holds_more_sends_than_Discord_allows(int interval)
    {
        var budget = new SendBudget(TimeSpan.FromMilliseconds(interval));
        var random = new Random(interval);
        var sends = new List<TimeSpan>();
        for (TimeSpan now = TimeSpan.Zero; now < TimeSpan.FromMinutes(10); now += TimeSpan.FromMilliseconds(random.Next(400)))
        {
            if (random.Next(3) == 0 ? budget.TrySpendOnSession(now) : budget.TrySpendOnCommand(now, out _))
            {
                sends.Add(now);
            }
        }

        Assert.True(sends.Count > 1000, "the budget was not put under pressure");
        for (int i = SendBudget.Total; i < sends.Count; i++)
        {
            Assert.True(sends[i] - sends[i - SendBudget.Total] >= SendBudget.Window);
        }
    }

    [Fact]
    public void Quick_heartbeats_get_a_larger_reserve_but_never_more_than_half()
    {
        Assert.Equal(105, new SendBudget(TimeSpan.FromSeconds(10)).ForCommands);
        Assert.Equal(60, new SendBudget(TimeSpan.FromMilliseconds(1)).ForCommands);
    }

    private static int SpendOnCommands(SendBudget budget, TimeSpan now)
    {
        int count = 0;
        while (budget.TrySpendOnCommand(now, out _))
        {
            count++;
        }

        return count;
    }
}

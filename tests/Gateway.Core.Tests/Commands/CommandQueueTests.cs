using Gateway.Core.Commands;
using Gateway.Core.Session;

namespace Gateway.Core.Tests;

public class CommandQueueTests
{
    private static readonly Snowflake Guild = 820722997919875074;
    private static readonly Snowflake OtherGuild = 1047418200129667075;
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    private readonly CommandQueue _queue = new();
    private readonly SendBudget _budget = new(TimeSpan.FromMilliseconds(41_250));

    [Fact]
    public void Presences_and_voice_states_go_before_requests_each_in_the_order_given()
    {
        QueuedCommand first = Add(All(Guild)), second = Add(ById(1)), voice = Add(Voice(1)), later = Add(Voice(2)), presence = Add(new UpdatePresence());

        Assert.Equal([presence, voice, later, first, second], TakeAll(Start));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void Of_several_presences_the_newest_goes_and_answers_for_all()
    {
        QueuedCommand old = Add(new UpdatePresence { Status = BotStatus.Idle }), newest = Add(new UpdatePresence());

        Assert.Equal([newest], TakeAll(Start));
        newest.SetWritten();

        Assert.True(old.Written.IsCompletedSuccessfully);
        Assert.True(newest.Written.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_newest_presence_that_is_given_up_leaves_the_one_before_it()
    {
        QueuedCommand old = Add(new UpdatePresence { Status = BotStatus.Idle }), newest = Add(new UpdatePresence());

        _queue.Remove(newest);

        Assert.Same(old, _queue.NewestPresence);
        Assert.Equal([old], TakeAll(Start));
    }

    [Fact]
    public void What_is_heard_late_of_a_send_puts_nothing_back_that_was_sent_again_since()
    {
        QueuedCommand command = Add(Voice(1));
        Assert.Equal([command], TakeAll(Start));
        int first = command.Sends;
        _queue.PutBack(command); // its connection was lost, and the session resumed
        Assert.Equal([command], TakeAll(Start));

        _queue.OnFailed(command, first);
        Assert.Empty(TakeAll(Start));
        _queue.OnFailed(command, command.Sends);

        Assert.Equal([command], TakeAll(Start));
    }

    [Fact]
    public void Five_presences_go_in_twenty_seconds_and_hold_up_nothing_else()
    {
        for (int i = 0; i < 5; i++)
        {
            Add(new UpdatePresence());
            Assert.Single(TakeAll(Start + TimeSpan.FromSeconds(i)));
        }

        QueuedCommand sixth = Add(new UpdatePresence()), voice = Add(Voice(1));

        Assert.Equal([voice], TakeAll(Start + TimeSpan.FromSeconds(5)));
        Assert.Null(_queue.TryTake(Start + TimeSpan.FromSeconds(5), _budget, out TimeSpan wait));
        Assert.Equal(TimeSpan.FromSeconds(15.5), wait);
        Assert.Equal([sixth], TakeAll(Start + TimeSpan.FromSeconds(20.5)));
    }

    [Fact]
    public void All_members_of_a_guild_are_asked_for_once_in_thirty_seconds_and_others_pass_by()
    {
        QueuedCommand first = Add(All(Guild)), again = Add(All(Guild)), other = Add(All(OtherGuild)), ids = Add(ById(1)), some = Add(Some("mi"));

        Assert.Equal([first, other, ids, some], TakeAll(Start));
        Assert.Null(_queue.TryTake(Start, _budget, out TimeSpan wait));
        Assert.Equal(TimeSpan.FromSeconds(30.5), wait);
        Assert.Equal([again], TakeAll(Start + wait));
    }

    [Theory]
    [InlineData("mine", true)]
    [InlineData("another", false)]
    [InlineData(null, false)]
    public void A_request_that_Discord_drops_goes_again_when_it_may(string? nonce, bool goesAgain)
    {
        QueuedCommand request = Add(All(Guild) with { Nonce = "mine" });
        TakeAll(Start);
        request.SetWritten();

        _queue.OnRateLimited(Guild, nonce, TimeSpan.FromSeconds(12.5), Start);

        Assert.Empty(TakeAll(Start + TimeSpan.FromSeconds(12)));
        Assert.Equal(goesAgain ? [request] : [], TakeAll(Start + TimeSpan.FromSeconds(12.5)));
    }

    [Fact]
    public void What_was_never_sent_here_is_not_sent_again()
    {
        _queue.OnRateLimited(Guild, null, TimeSpan.FromSeconds(1), Start);

        Assert.Empty(TakeAll(Start + TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void What_could_not_be_written_is_the_first_again()
    {
        QueuedCommand first = Add(ById(1)), second = Add(ById(2)), old = Add(new UpdatePresence()), newest = Add(new UpdatePresence());
        Assert.Same(newest, _queue.TryTake(Start, _budget, out _));
        Assert.Same(first, _queue.TryTake(Start, _budget, out _));

        _queue.PutBack(first);
        _queue.PutBack(newest);

        Assert.Equal(4, _queue.Count);
        Assert.Equal([newest, first, second], TakeAll(Start));
        Assert.Equal([old], newest.Supersedes);
    }

    [Fact]
    public void What_was_given_up_while_it_was_written_is_not_the_first_again()
    {
        QueuedCommand request = Add(ById(1)), old = Add(new UpdatePresence()), newest = Add(new UpdatePresence());
        TakeAll(Start);
        request.State = newest.State = QueuedCommandState.None;

        _queue.PutBack(request);
        _queue.PutBack(newest);

        Assert.Equal([old], TakeAll(Start));
    }

    [Fact]
    public void A_presence_given_while_an_older_one_could_not_be_written_is_the_one_that_goes()
    {
        QueuedCommand old = Add(new UpdatePresence { Status = BotStatus.Idle });
        TakeAll(Start);
        QueuedCommand newest = Add(new UpdatePresence());

        _queue.PutBack(old);

        Assert.Equal([newest], TakeAll(Start));
        Assert.Equal([old], newest.Supersedes);
    }

    [Fact]
    public void The_limit_of_the_connection_holds_for_all()
    {
        for (int i = 0; i < 200; i++)
        {
            Add(Voice((ulong)i + 1));
        }

        Assert.Equal(_budget.ForCommands, TakeAll(Start).Count);
        Assert.Null(_queue.TryTake(Start, _budget, out TimeSpan wait));
        Assert.Equal(SendBudget.Window, wait);
    }

    private static RequestGuildMembers All(Snowflake guild) => new() { GuildId = guild, Query = "" };

    private static RequestGuildMembers Some(string query) => new() { GuildId = Guild, Query = query, Limit = 10 };

    private static RequestGuildMembers ById(ulong id) => new() { GuildId = Guild, UserIds = [id] };

    private static UpdateVoiceState Voice(ulong channel) => new() { GuildId = Guild, ChannelId = channel };

    private QueuedCommand Add(GatewayCommand command)
    {
        var queued = new QueuedCommand(command);
        _queue.Add(queued);
        return queued;
    }

    private List<QueuedCommand> TakeAll(TimeSpan now)
    {
        var taken = new List<QueuedCommand>();
        while (_queue.TryTake(now, _budget, out _) is { } next)
        {
            taken.Add(next);
        }

        return taken;
    }
}

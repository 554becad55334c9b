using Gateway.Core.Session;
using static Gateway.Core.ConnectionEndReason;
using static Gateway.Core.Session.SessionActionKind;
using static Gateway.Core.Session.SessionPhase;

namespace Gateway.Core.Tests;

public class SessionMachineTests
{
    private static readonly Uri ResumeUri = new("wss://gateway-us-east1-b.discord.gg");

    private static readonly SessionState New = SessionMachine.Start(null);

    private static readonly SessionState Resuming = SessionMachine.Start(new GatewaySession("session", 42, ResumeUri));

    /// <summary>Every phase a connection can be in, without and with a session.</summary>
    private static readonly Dictionary<string, SessionState> States = new()
    {
        ["new, awaiting Hello"] = New with { Phase = AwaitingHello },
        ["new, awaiting Ready"] = New with { Phase = AwaitingReady },
        ["live"] = Resuming with { Phase = Live },
        ["resuming, awaiting Hello"] = Resuming with { Phase = AwaitingHello },
        ["resuming, awaiting Resumed"] = Resuming with { Phase = AwaitingResumed },
    };

    /// <summary>Ends by which Discord says that the session goes on.</summary>
    private static readonly Dictionary<string, SessionInput> Words = new()
    {
        ["op 7"] = Ended(ReconnectRequested),
        ["op 9 true"] = Ended(SessionInterrupted),
        ["close 4000"] = Closed(4000),
        ["close 1001"] = Closed(1001),
        ["close 1011"] = Closed(1011),
    };

    public static TheoryData<string> AllStates => [.. States.Keys];

    public static TheoryData<string> StatesWithSession => [.. States.Where(s => s.Value.SessionId is not null).Select(s => s.Key)];

    public static TheoryData<string> DiscordsWords => [.. Words.Keys];

    [Fact]
    public void A_shard_without_a_session_goes_to_the_main_host_and_identifies()
    {
        Assert.Equal(GatewayHost.Main, New.Host);

        (SessionState state, SessionAction action) = Run(New, SessionInput.Connecting, SessionInput.Hello);

        Assert.Equal(Identify, action.Kind);
        Assert.Equal(AwaitingReady, state.Phase);
        Assert.Null(state.Sequence);
    }

    [Fact]
    public void A_stored_session_goes_to_its_resume_host_and_resumes()
    {
        Assert.Equal(GatewayHost.Resume, Resuming.Host);

        (SessionState state, SessionAction action) = Run(Resuming, SessionInput.Connecting, SessionInput.Hello);

        Assert.Equal(Resume, action.Kind);
        Assert.Equal(AwaitingResumed, state.Phase);
        Assert.Equal(new GatewaySession("session", 42, ResumeUri), state.Session);
    }

    [Fact]
    public void A_stored_session_without_a_resume_host_resumes_on_the_main_host()
    {
        SessionState state = SessionMachine.Start(new GatewaySession("session", 42, null));

        Assert.Equal(GatewayHost.Main, state.Host);
        Assert.Equal(Resume, Run(state, SessionInput.Connecting, SessionInput.Hello).Action.Kind);
    }

    [Fact]
    public void A_second_Hello_draws_no_second_Identify()
    {
        (SessionState state, SessionAction action) = Run(
            New, SessionInput.Connecting, SessionInput.Hello, SessionInput.Hello);

        Assert.Equal(None, action.Kind);
        Assert.Equal(AwaitingReady, state.Phase);
    }

    [Fact]
    public void Ready_makes_a_session_that_can_be_resumed()
    {
        SessionState state = Run(
            New, SessionInput.Connecting, SessionInput.Hello, SessionInput.Ready(1, "fresh", ResumeUri)).State;

        Assert.Equal(Live, state.Phase);
        Assert.Equal(new GatewaySession("fresh", 1, ResumeUri), state.Session);
    }

    [Fact]
    public void Resumed_keeps_the_session_and_takes_its_sequence()
    {
        SessionState state = Run(
            Resuming, SessionInput.Connecting, SessionInput.Hello, SessionInput.Dispatch(43), SessionInput.Resumed(44)).State;

        Assert.Equal(Live, state.Phase);
        Assert.Equal(new GatewaySession("session", 44, ResumeUri), state.Session);
    }

    [Theory]
    [InlineData("new, awaiting Hello")]
    [InlineData("resuming, awaiting Hello")]
    public void What_comes_before_Hello_is_of_no_session(string from)
    {
        SessionInput[] early = [SessionInput.Dispatch(99), SessionInput.Ready(1, "fresh", ResumeUri), SessionInput.Resumed(99)];
        foreach (SessionInput input in early)
        {
            (SessionState state, SessionAction action) = Run(States[from], input);

            Assert.Equal(None, action.Kind);
            Assert.Equal(States[from], state);
        }
    }

    [Theory]
    [InlineData("new, awaiting Ready")]
    [InlineData("live")]
    public void Resumed_without_a_Resume_means_nothing(string from)
    {
        (SessionState state, SessionAction action) = Run(States[from], SessionInput.Resumed(43));

        Assert.Equal(None, action.Kind);
        Assert.Equal(States[from].Phase, state.Phase);
    }

    [Theory]
    [InlineData("new, awaiting Ready")]
    [InlineData("resuming, awaiting Resumed")]
    [InlineData("live")]
    public void Ready_begins_a_session_whatever_was_asked_for(string from)
    {
        (SessionState state, SessionAction action) = Run(States[from], SessionInput.Ready(1, "fresh", null));

        Assert.Equal(new SessionAction(BecomeLive) { IsNewSession = true }, action);
        Assert.Equal(new GatewaySession("fresh", 1, null), state.Session);
    }

    [Fact]
    public void Resumed_makes_live_what_was_before()
    {
        SessionAction action = Run(States["resuming, awaiting Resumed"], SessionInput.Resumed(43)).Action;

        Assert.Equal(new SessionAction(BecomeLive) { IsNewSession = false }, action);
    }

    [Fact]
    public void A_Ready_without_a_session_is_live_and_is_followed_by_a_new_one()
    {
        SessionState state = Run(States["new, awaiting Ready"], SessionInput.Ready(1, null, ResumeUri)).State;
        Assert.Equal(Live, state.Phase);

        state = Run(state, Ended(Dropped)).State;

        Assert.Equal(GatewayHost.Main, state.Host);
        Assert.Equal(Identify, Run(state, SessionInput.Connecting, SessionInput.Hello).Action.Kind);
    }

    [Theory]
    [InlineData(43L, 43L)] // the next
    [InlineData(50L, 50L)] // a gap
    [InlineData(41L, 42L)] // late: what came after it was seen already
    [InlineData(null, 42L)] // none
    [InlineData(-5L, 42L)]
    [InlineData(long.MaxValue, long.MaxValue)] // what Discord thinks of it, the next Resume tells
    public void A_dispatch_moves_the_sequence_on_and_never_back(long? sequence, long expected)
    {
        SessionState state = Run(States["live"], SessionInput.Dispatch(sequence)).State;

        Assert.Equal(expected, state.Sequence);
    }

    [Fact]
    public void A_sequence_of_zero_counts()
    {
        SessionState state = Run(States["new, awaiting Ready"], SessionInput.Ready(0, "fresh", ResumeUri)).State;

        Assert.Equal(0, state.Sequence);
        Assert.Equal(1, Run(state, SessionInput.Dispatch(1)).State.Sequence);
    }

    [Theory]
    [MemberData(nameof(AllStates))]
    public void A_requested_heartbeat_is_sent_and_changes_nothing(string from)
    {
        (SessionState state, SessionAction action) = Run(States[from], SessionInput.HeartbeatRequested);

        Assert.Equal(SessionActionKind.Heartbeat, action.Kind);
        Assert.Equal(States[from], state);
    }

    [Theory]
    [MemberData(nameof(AllStates))]
    public void Reconnect_hangs_up_in_every_state(string from)
    {
        SessionAction action = Run(States[from], SessionInput.ReconnectRequested).Action;

        Assert.Equal(new SessionAction(HangUp) { Reason = ReconnectRequested }, action);
    }

    [Theory]
    [MemberData(nameof(StatesWithSession))]
    public void Reconnect_with_a_session_resumes(string from)
    {
        (SessionState state, SessionAction action) = Run(States[from], Ended(ReconnectRequested));

        Assert.Equal(Connect, action.Kind);
        Assert.False(action.AfterInvalidSession);
        Assert.NotNull(state.Session);
    }

    [Theory]
    [InlineData("new, awaiting Hello")]
    [InlineData("new, awaiting Ready")]
    public void Any_loss_before_Ready_identifies_and_never_resumes_without_a_session(string from)
    {
        foreach (ConnectionEndReason reason in (ConnectionEndReason[])[ReconnectRequested, Dropped, SessionInterrupted, ReadyTimedOut, Silent])
        {
            SessionState state = Run(States[from], Ended(reason)).State;

            Assert.Null(state.Session);
            Assert.Equal(GatewayHost.Main, state.Host);
            Assert.Equal(Identify, Run(state, SessionInput.Connecting, SessionInput.Hello).Action.Kind);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_Identify_answered_with_opcode_9_was_refused_and_is_tried_again_after_a_pause(bool resumable)
    {
        Assert.Equal(
            new SessionAction(HangUp) { Reason = IdentifyRefused },
            Run(States["new, awaiting Ready"], SessionInput.InvalidSession(resumable)).Action);

        (SessionState state, SessionAction action) = Run(States["new, awaiting Ready"], Ended(IdentifyRefused));

        Assert.Equal(new SessionAction(Connect) { AfterInvalidSession = true }, action);
        Assert.Equal(Identify, Run(state, SessionInput.Connecting, SessionInput.Hello).Action.Kind);
    }

    [Theory]
    [InlineData("new, awaiting Hello")]
    [InlineData("live")]
    [InlineData("resuming, awaiting Hello")]
    [InlineData("resuming, awaiting Resumed")]
    public void An_invalid_session_is_given_up_and_a_new_one_started_on_the_main_host_after_a_pause(string from)
    {
        Assert.Equal(
            new SessionAction(HangUp) { Reason = SessionInvalidated },
            Run(States[from], SessionInput.InvalidSession(resumable: false)).Action);

        (SessionState state, SessionAction action) = Run(States[from], Ended(SessionInvalidated));

        Assert.Equal(Connect, action.Kind);
        Assert.True(action.AfterInvalidSession);
        Assert.Null(state.Session);
        Assert.Null(state.Sequence);
        Assert.Equal(GatewayHost.Main, state.Host);
    }

    [Theory]
    [MemberData(nameof(StatesWithSession))]
    public void An_interrupted_session_is_resumed_after_a_pause(string from)
    {
        Assert.Equal(
            new SessionAction(HangUp) { Reason = SessionInterrupted },
            Run(States[from], SessionInput.InvalidSession(resumable: true)).Action);

        (SessionState state, SessionAction action) = Run(States[from], Ended(SessionInterrupted));

        Assert.Equal(Connect, action.Kind);
        Assert.True(action.AfterInvalidSession);
        Assert.NotNull(state.Session);
    }

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4001, true)]
    [InlineData(4002, true)]
    [InlineData(4003, false)]
    [InlineData(4005, false)]
    [InlineData(4007, false)]
    [InlineData(4008, true)]
    [InlineData(4009, false)]
    [InlineData(4006, true)] // historical
    [InlineData(4999, true)] // unknown
    [InlineData(1000, true)] // or a frame without a code
    [InlineData(1001, true)]
    [InlineData(1011, true)]
    [InlineData(1012, true)]
    public void A_close_code_decides_whether_the_session_is_resumed(int code, bool resumes)
    {
        (SessionState state, SessionAction action) = Run(States["live"], Closed(code));

        Assert.Equal(Connect, action.Kind);
        Assert.Equal(resumes, state.Session is not null);
        Assert.Equal(resumes ? GatewayHost.Resume : GatewayHost.Main, state.Host);
        Assert.Equal(resumes ? Resume : Identify, Run(state, SessionInput.Connecting, SessionInput.Hello).Action.Kind);
    }

    [Theory]
    [InlineData(4004)]
    [InlineData(4010)]
    [InlineData(4011)]
    [InlineData(4012)]
    [InlineData(4013)]
    [InlineData(4014)]
    public void A_fatal_close_code_ends_the_shard_in_every_state(int code)
    {
        foreach (SessionState from in States.Values)
        {
            (SessionState state, SessionAction action) = Run(from, Closed(code));

            Assert.Equal(Fail, action.Kind);
            Assert.Null(state.Session);
        }
    }

    [Theory]
    [InlineData(Dropped)]
    [InlineData(Silent)]
    [InlineData(ProtocolError)]
    [InlineData(MessageTooLarge)]
    public void A_live_session_that_is_lost_is_resumed_on_its_resume_host(ConnectionEndReason reason)
    {
        (SessionState state, SessionAction action) = Run(States["live"], Ended(reason));

        Assert.Equal(Connect, action.Kind);
        Assert.Equal(GatewayHost.Resume, state.Host);
        Assert.Equal(42, state.Session!.Sequence);
    }

    [Fact]
    public void An_unreachable_resume_host_is_left_for_the_main_host_and_the_session_kept_for_as_long_as_it_takes()
    {
        SessionState state = Resuming;
        var hosts = new List<GatewayHost>();
        for (int i = 0; i < 100; i++)
        {
            hosts.Add(state.Host);
            state = Run(state, SessionInput.Connecting, Ended(ConnectFailed)).State;
        }

        Assert.Equal([GatewayHost.Resume, GatewayHost.Main, GatewayHost.Resume, GatewayHost.Main], hosts.Take(4));
        Assert.NotNull(state.Session);
    }

    [Fact]
    public void Resumes_that_nobody_answers_end_in_a_new_session()
    {
        SessionState state = Resuming;
        var tried = new List<SessionActionKind>();
        for (int i = 0; i < 5; i++)
        {
            (state, SessionAction action) = Run(state, SessionInput.Connecting, SessionInput.Hello);
            tried.Add(action.Kind);
            state = Run(state, Ended(ResumedTimedOut)).State;
        }

        Assert.Equal([Resume, Resume, Resume, Resume, Identify], tried);
    }

    [Fact]
    public void A_replayed_event_counts_as_an_answer()
    {
        SessionState state = Resuming;
        for (int i = 0; i < 20; i++)
        {
            state = Run(state, SessionInput.Connecting, SessionInput.Hello, SessionInput.Dispatch(43 + i), Ended(Dropped)).State;
        }

        Assert.Equal(62, state.Session?.Sequence);
    }

    [Theory]
    [InlineData(42L)] // the last that was seen
    [InlineData(7L)]
    [InlineData(null)]
    public void An_old_event_replayed_again_and_again_is_no_answer(long? sequence)
    {
        SessionState state = Resuming;
        var tried = new List<SessionActionKind>();
        for (int i = 0; i < 5; i++)
        {
            (state, SessionAction action) = Run(state, SessionInput.Connecting, SessionInput.Hello);
            tried.Add(action.Kind);
            state = Run(state, SessionInput.Dispatch(sequence), Ended(Dropped)).State;
        }

        Assert.Equal([Resume, Resume, Resume, Resume, Identify], tried);
    }

    [Fact]
    public void Resumed_is_an_answer_whatever_its_sequence()
    {
        SessionState state = Run(
            Resuming with { UnansweredResumes = 3 }, SessionInput.Connecting, SessionInput.Hello, SessionInput.Resumed(null)).State;

        Assert.Equal(0, state.UnansweredResumes);
    }

    [Theory]
    [InlineData(Dropped)]
    [InlineData(Silent)]
    [InlineData(ProtocolError)]
    public void A_host_is_left_for_the_other_once_three_live_connections_in_a_row_did_not_hold(ConnectionEndReason loss)
    {
        (List<GatewayHost> hosts, SessionState state) = LiveAndLose(Enumerable.Repeat(Ended(loss), 6));

        Assert.Equal(
            [GatewayHost.Resume, GatewayHost.Resume, GatewayHost.Resume, GatewayHost.Main, GatewayHost.Resume, GatewayHost.Main], hosts);
        Assert.NotNull(state.Session);
    }

    [Fact]
    public void A_close_frame_without_a_code_may_be_anyones()
    {
        (_, SessionState state) = LiveAndLose(Enumerable.Repeat(Ended(CloseFrame), 3));

        Assert.Equal(GatewayHost.Main, state.Host);
    }

    [Theory]
    [MemberData(nameof(DiscordsWords))]
    public void Discord_ending_live_connections_is_no_failure_of_the_host_however_often(string word)
    {
        (List<GatewayHost> hosts, SessionState state) = LiveAndLose(Enumerable.Repeat(Words[word], 100));

        Assert.All(hosts, static host => Assert.Equal(GatewayHost.Resume, host));
        Assert.Equal((GatewayHost.Resume, 100), (state.Host, state.Failures)); // the pauses grow all the same
    }

    [Theory]
    [MemberData(nameof(DiscordsWords))]
    public void It_breaks_the_row_of_those_that_did_not_hold(string word)
    {
        (_, SessionState state) = LiveAndLose([Ended(Dropped), Ended(Dropped), Words[word], Ended(Dropped), Ended(Dropped)]);

        Assert.Equal(GatewayHost.Resume, state.Host);
    }

    [Fact]
    public void A_connection_that_held_breaks_the_row_too()
    {
        (_, SessionState state) = LiveAndLose(
            [Ended(Dropped), Ended(Dropped), SessionInput.Ended(new ConnectionEnd(Dropped), wasStable: true), Ended(Dropped), Ended(Dropped)]);

        Assert.Equal(GatewayHost.Resume, state.Host);
    }

    [Fact]
    public void Connections_that_were_never_live_say_nothing_about_those_that_were()
    {
        SessionState state = Run(Resuming, SessionInput.Connecting, Ended(ConnectFailed)).State; // to the main host
        state = Run(state, SessionInput.Connecting, Ended(ConnectFailed)).State; // and back

        (List<GatewayHost> hosts, _) = LiveAndLose(Enumerable.Repeat(Ended(Dropped), 3), state);

        Assert.Equal([GatewayHost.Resume, GatewayHost.Resume, GatewayHost.Resume], hosts);
    }

    [Fact]
    public void A_new_session_has_an_address_of_its_own()
    {
        (_, SessionState state) = LiveAndLose([Ended(Dropped), Ended(Dropped), Ended(SessionInvalidated)]);

        Assert.Equal((GatewayHost.Main, 0), (state.Host, state.LostLives));
    }

    [Fact]
    public void Failures_add_up_until_a_connection_has_proved_stable()
    {
        SessionState state = New;
        for (int i = 1; i <= 3; i++)
        {
            // Accepted, made live, and closed at once: no success.
            state = Run(
                state,
                SessionInput.Connecting,
                SessionInput.Hello,
                SessionInput.Ready(1, "fresh", ResumeUri),
                SessionInput.Ended(new ConnectionEnd(Dropped), wasStable: false)).State;
            Assert.Equal(i, state.Failures);
        }

        state = Run(state, SessionInput.Connecting, SessionInput.Ended(new ConnectionEnd(Dropped), wasStable: true)).State;

        Assert.Equal(0, state.Failures);
    }

    [Theory]
    [MemberData(nameof(AllStates))]
    public void Logging_off_ends_shard_and_session(string from)
    {
        (SessionState state, SessionAction action) = Run(States[from], Ended(LoggedOff));

        Assert.Equal(Stop, action.Kind);
        Assert.Null(state.Session);
    }

    [Theory]
    [InlineData(Suspended)]
    [InlineData(Abandoned)]
    public void Suspending_and_leaving_end_the_shard_and_keep_the_session(ConnectionEndReason reason)
    {
        foreach (SessionState from in States.Values)
        {
            (SessionState state, SessionAction action) = Run(from, Ended(reason));

            Assert.Equal(Stop, action.Kind);
            Assert.Equal(from.SessionId, state.Session?.Id);
            Assert.Equal(from.SessionId is null ? GatewayHost.Main : GatewayHost.Resume, state.Host);
        }
    }

    /// <summary>Resumes again and again, each time until an end: where, and what is left.</summary>
    private static (List<GatewayHost> Hosts, SessionState State) LiveAndLose(IEnumerable<SessionInput> ends, SessionState? from = null)
    {
        SessionState state = from ?? Resuming;
        var hosts = new List<GatewayHost>();
        foreach (SessionInput end in ends)
        {
            hosts.Add(state.Host);
            state = Run(state, SessionInput.Connecting, SessionInput.Hello, SessionInput.Resumed(null), end).State;
        }

        return (hosts, state);
    }

    private static SessionInput Ended(ConnectionEndReason reason) => SessionInput.Ended(new ConnectionEnd(reason));

    private static SessionInput Closed(int code) => SessionInput.Ended(new ConnectionEnd(CloseFrame, (GatewayCloseCode)code));

    private static (SessionState State, SessionAction Action) Run(SessionState state, params ReadOnlySpan<SessionInput> inputs)
    {
        SessionAction action = default;
        foreach (SessionInput input in inputs)
        {
            (state, action) = SessionMachine.Apply(state, input);
        }

        return (state, action);
    }
}

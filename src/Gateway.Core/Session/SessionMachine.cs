namespace Gateway.Core.Session;

/// <summary>
/// Discord's rules for a session: (state, input) → (state, action). No I/O, no clock, no randomness, no locks.
/// </summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway#connection-lifecycle"/>.</remarks>
internal static class SessionMachine
{
    /// <summary>After so many Resumes that nobody answered, the session is given up and a new one started.</summary>
    public const int MaxUnansweredResumes = 4;

    /// <summary>
    /// After so many live connections in a row that were lost before they proved stable, the session is resumed at the other
    /// address. One or two are any network's; Discord wants sessions resumed where it says, so it takes a third to doubt that.
    /// </summary>
    public const int MaxLostLives = 3;

    private static readonly SessionAction Nothing = new(SessionActionKind.None);

    /// <summary>The state of a shard that was never connected; with a stored session, it resumes that.</summary>
    public static SessionState Start(GatewaySession? stored) => new()
    {
        Phase = SessionPhase.Disconnected,
        SessionId = stored?.Id,
        Sequence = stored?.Sequence,
        ResumeUri = stored?.ResumeUri,
        Host = stored?.ResumeUri is null ? GatewayHost.Main : GatewayHost.Resume,
    };

    public static (SessionState State, SessionAction Action) Apply(in SessionState state, in SessionInput input) => input.Kind switch
    {
        SessionInputKind.Connecting => (state with { Phase = SessionPhase.AwaitingHello }, Nothing),
        SessionInputKind.Hello => OnHello(state),
        SessionInputKind.Dispatch => (OnDispatch(state, input.Sequence), Nothing),
        SessionInputKind.Ready => OnReady(state, input),
        SessionInputKind.Resumed => OnResumed(state, input.Sequence),
        SessionInputKind.HeartbeatRequested => (state, new SessionAction(SessionActionKind.Heartbeat)),
        SessionInputKind.ReconnectRequested => (state, HangUp(ConnectionEndReason.ReconnectRequested)),
        SessionInputKind.InvalidSession => (state, HangUp(
            state.Phase == SessionPhase.AwaitingReady ? ConnectionEndReason.IdentifyRefused
            : input.Resumable ? ConnectionEndReason.SessionInterrupted
            : ConnectionEndReason.SessionInvalidated)),
        SessionInputKind.Ended => OnEnded(state, input.End!, input.WasStable),
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };

    private static (SessionState, SessionAction) OnHello(in SessionState state)
    {
        // One Hello a connection; a server that repeats it must not draw a second Identify.
        if (state.Phase != SessionPhase.AwaitingHello)
        {
            return (state, Nothing);
        }

        return state.SessionId is null
            ? (state with { Phase = SessionPhase.AwaitingReady, Sequence = null }, new SessionAction(SessionActionKind.Identify))
            : (state with { Phase = SessionPhase.AwaitingResumed }, new SessionAction(SessionActionKind.Resume));
    }

    /// <summary>
    /// Every dispatch moves the sequence on, known or not. It never moves back: a few may come out of order. One that moves
    /// it on is an answer to a Resume, even if the connection is lost before Resumed; one that was seen before is none.
    /// </summary>
    private static SessionState OnDispatch(in SessionState state, long? sequence) =>
        state.Phase != SessionPhase.AwaitingHello && sequence > (state.Sequence ?? -1) // before Hello: of no session that was asked for
            ? state with { Sequence = sequence, UnansweredResumes = 0 }
            : state;

    /// <summary>A session, whatever was asked for. Before Hello nothing was.</summary>
    private static (SessionState, SessionAction) OnReady(in SessionState state, in SessionInput ready) =>
        state.Phase == SessionPhase.AwaitingHello
            ? (state, Nothing)
            : (state with
            {
                Phase = SessionPhase.Live,
                SessionId = ready.SessionId,
                ResumeUri = ready.ResumeUri,
                Sequence = ready.Sequence,
                UnansweredResumes = 0,
            }, new SessionAction(SessionActionKind.BecomeLive) { IsNewSession = true });

    private static (SessionState, SessionAction) OnResumed(in SessionState state, long? sequence) =>
        state.Phase == SessionPhase.AwaitingResumed
            ? (OnDispatch(state, sequence) with { Phase = SessionPhase.Live, UnansweredResumes = 0 }, new SessionAction(SessionActionKind.BecomeLive))
            : (OnDispatch(state, sequence), Nothing);

    private static (SessionState, SessionAction) OnEnded(in SessionState state, ConnectionEnd end, bool wasStable)
    {
        SessionState next = state with { Phase = SessionPhase.Disconnected };

        if (end.Reason is ConnectionEndReason.LoggedOff or ConnectionEndReason.Suspended or ConnectionEndReason.Abandoned)
        {
            next = end.Reason == ConnectionEndReason.LoggedOff ? Forgotten(next) : Resumable(next);
            return (next, new SessionAction(SessionActionKind.Stop));
        }

        if (IsFatal(end.CloseCode))
        {
            return (Forgotten(next), new SessionAction(SessionActionKind.Fail));
        }

        next = next with { Failures = wasStable ? 0 : state.Failures + 1 };
        var connect = new SessionAction(SessionActionKind.Connect)
        {
            AfterInvalidSession = end.Reason is ConnectionEndReason.SessionInvalidated
                or ConnectionEndReason.SessionInterrupted or ConnectionEndReason.IdentifyRefused,
        };

        if (EndsSession(end))
        {
            return (Forgotten(next), connect);
        }

        return (state.Phase switch
        {
            // A working session: where Discord wants it resumed.
            SessionPhase.Live => wasStable || IsDiscordsWord(end) ? Resumable(next with { LostLives = 0 }) : AfterLostLife(next),
            // The Resume got no answer: try the other address, and in the end a new session.
            SessionPhase.AwaitingResumed => AfterUnansweredResume(next),
            // Not reached: the session is none the worse for it. The other address may be.
            _ => OtherHost(next),
        }, connect);
    }

    private static SessionState AfterUnansweredResume(in SessionState state)
    {
        int unanswered = state.UnansweredResumes + 1;
        return unanswered >= MaxUnansweredResumes
            ? Forgotten(state)
            : OtherHost(state with { UnansweredResumes = unanswered });
    }

    private static SessionState AfterLostLife(in SessionState state)
    {
        SessionState next = state with { LostLives = state.LostLives + 1 };
        return next.LostLives >= MaxLostLives ? OtherHost(next) : Resumable(next);
    }

    private static SessionState OtherHost(in SessionState state) => state with
    {
        Host = state.Host == GatewayHost.Main && state.SessionId is not null && state.ResumeUri is not null
            ? GatewayHost.Resume
            : GatewayHost.Main,
    };

    private static SessionState Resumable(in SessionState state) => state with
    {
        Host = state.SessionId is null || state.ResumeUri is null ? GatewayHost.Main : GatewayHost.Resume,
    };

    private static SessionState Forgotten(in SessionState state) => state with
    {
        SessionId = null,
        ResumeUri = null,
        Sequence = null,
        Host = GatewayHost.Main,
        LostLives = 0,
        UnansweredResumes = 0,
    };

    /// <summary>Discord itself ended the connection, and said why: no failure of the host's.</summary>
    private static bool IsDiscordsWord(ConnectionEnd end) => end.CloseCode is not null
        || end.Reason is ConnectionEndReason.ReconnectRequested or ConnectionEndReason.SessionInterrupted;

    /// <summary>Discord will not accept this shard as it is configured, however often it tries.</summary>
    private static bool IsFatal(GatewayCloseCode? code) => code is GatewayCloseCode.AuthenticationFailed
        or GatewayCloseCode.InvalidShard or GatewayCloseCode.ShardingRequired or GatewayCloseCode.InvalidApiVersion
        or GatewayCloseCode.InvalidIntents or GatewayCloseCode.DisallowedIntents;

    /// <summary>The session is gone for good. In every other case a Resume costs nothing and opcode 9 decides.</summary>
    /// <remarks>
    /// 1000 is not among them: the framework reports a close frame without a code as 1000 too, and that one leaves the
    /// session alive.
    /// </remarks>
    private static bool EndsSession(ConnectionEnd end) =>
        end.Reason == ConnectionEndReason.SessionInvalidated
        || end.CloseCode is GatewayCloseCode.NotAuthenticated or GatewayCloseCode.AlreadyAuthenticated
            or GatewayCloseCode.InvalidSequence or GatewayCloseCode.SessionTimedOut;

    private static SessionAction HangUp(ConnectionEndReason reason) => new(SessionActionKind.HangUp) { Reason = reason };
}

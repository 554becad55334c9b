using System.Runtime.CompilerServices;
using Gateway.Core.Commands;
using Gateway.Core.Envelope;
using Gateway.Core.Transport;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Session;

/// <summary>
/// The loop that a shard's reader drives: connects, receives, lets the session rules decide, does what they say and
/// yields. It alone changes the session's state.
/// </summary>
/// <remarks>
/// Step by step:
/// 1. Pause, if the last connection failed; take a turn in the identify queue, if a new session is needed; connect.
/// 2. Receive one whole message, inflated.
/// 3. Read its envelope.
/// 4. Let the session rules decide, and do what they say.
/// 5. Yield it.
/// 6. Once the connection has ended: let the session rules decide what comes next.
/// </remarks>
internal sealed partial class SessionLoop
{
    private readonly Shard _shard;
    private readonly ShardOptions _options;
    private readonly ILogger _logger;
    private readonly Random _random;
    private readonly CommandSender _commands;
    private readonly LatencyRecord _latency;
    private readonly Lock _runLock = new(); // protects _run
    private readonly Lock _stateLock = new(); // protects _state: the loop alone writes it, others read it
    private ShardRun? _run;
    private SessionState _state;
    private ShardStatus _status;

    public SessionLoop(Shard shard, ShardOptions options, GatewaySession? session, CommandSender commands, LatencyRecord latency)
    {
        _shard = shard;
        _options = options;
        _logger = options.Logger;
        _random = options.Random ?? new Random();
        _commands = commands;
        _latency = latency;
        _state = SessionMachine.Start(session);
        _status = new ShardStatus(ShardState.Idle, options.TimeProvider.GetUtcNow(), 0, null);
    }

    /// <summary>Called with every new <see cref="Status"/>.</summary>
    public Action<ShardStatus>? StatusChanged { get; init; }

    public ShardStatus Status => Volatile.Read(ref _status);

    /// <summary>The session, if there is one that could be resumed.</summary>
    public GatewaySession? Session
    {
        get
        {
            lock (_stateLock)
            {
                return _state.Session;
            }
        }
    }

    private ShardId Id => _shard.Id;

    /// <inheritdoc cref="Shard.ReadMessagesAsync"/>
    public async IAsyncEnumerable<GatewayMessage> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using ShardRun run = Enter(cancellationToken);
        try
        {
            var next = new SessionAction(SessionActionKind.Connect);
            for (bool first = true; next.Kind == SessionActionKind.Connect; first = false)
            {
                // 1
                ConnectionAttempt attempt = await ConnectAsync(run, first ? TimeSpan.Zero : Pause(next)).ConfigureAwait(false);
                await using ConfiguredAsyncDisposable _ = attempt.ConfigureAwait(false);

                // 2
                while (attempt.Connection is { } connection && await connection.ReceiveAsync().ConfigureAwait(false) is { } payload)
                {
                    // 3
                    if (!EnvelopeReader.TryRead(payload, out GatewayEnvelope envelope))
                    {
                        await connection.HangUpAsync(ConnectionEndReason.ProtocolError, GatewayCloseCode.DecodeError).ConfigureAwait(false);
                        continue;
                    }

                    // 4
                    SessionAction action = OnEnvelope(envelope, attempt);
                    if (action.Kind != SessionActionKind.None)
                    {
                        await PerformAsync(action, attempt, run).ConfigureAwait(false);
                    }

                    // 5
                    yield return new GatewayMessage(_shard, envelope, payload, _options.TimeProvider.GetUtcNow(), connection);
                }

                // 6
                next = OnEnded(attempt, run);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (next.Kind == SessionActionKind.Fail)
            {
                throw new ShardFailedException(Id, Status.LastEnd!.CloseCode!.Value);
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <inheritdoc cref="Shard.CloseAsync"/>
    public async Task CloseAsync(ShardClose how, CancellationToken cancellationToken)
    {
        ShardRun? run;
        lock (_runLock)
        {
            run = _run;
        }

        if (run is not null)
        {
            await run.CloseAsync(how).ConfigureAwait(false);
            await run.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // ── 1. Connect ──────────────────────────────────────────────────────────────────────────────────────────────────

    private async ValueTask<ConnectionAttempt> ConnectAsync(ShardRun run, TimeSpan pause)
    {
        var attempt = new ConnectionAttempt();
        try
        {
            if (pause > TimeSpan.Zero)
            {
                SetState(ShardState.Waiting);
                await Task.Delay(pause, _options.TimeProvider, run.Stopping).ConfigureAwait(false);
            }

            if (_state.SessionId is null)
            {
                SetState(ShardState.Queued);
                attempt.Permit = await _options.IdentifyQueue.AcquireAsync(Id, run.Stopping).ConfigureAwait(false);
            }

            SetState(ShardState.Connecting);
            Apply(SessionInput.Connecting);
            Uri uri = _state.Host == GatewayHost.Resume ? _state.ResumeUri! : _options.GatewayUri;
            LogConnecting(Id, uri.Host);
            (attempt.Connection, attempt.Failure) = await GatewayConnection
                .ConnectAsync(uri, _options, run.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested)
        {
            // OnEnded asks the run why.
            return attempt;
        }
        catch
        {
            // An identify queue of somebody else's may fail in its own ways: the reader is told, nothing is left behind.
            await attempt.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        if (attempt.Connection is { } connection)
        {
            connection.SetDeadline(_options.HelloTimeout, ConnectionEndReason.HelloTimedOut);
            await run.AttachAsync(connection).ConfigureAwait(false);
        }

        return attempt;
    }

    private TimeSpan Pause(SessionAction connect)
    {
        TimeSpan backoff = Backoff.Delay(_state.Failures, _options.ReconnectDelay, _options.MaxReconnectDelay, _random);
        TimeSpan least = connect.AfterInvalidSession ? Backoff.AfterInvalidSession(_random) : TimeSpan.Zero;
        TimeSpan pause = backoff > least ? backoff : least;
        LogReconnecting(
            _state.Failures == 0 ? LogLevel.Information : LogLevel.Warning,
            Id,
            Status.LastEnd!,
            _state.SessionId is null ? "starting a new session" : "resuming",
            pause.TotalSeconds);
        return pause;
    }

    // ── 4. Session ──────────────────────────────────────────────────────────────────────────────────────────────────

    private SessionAction OnEnvelope(in GatewayEnvelope envelope, ConnectionAttempt attempt)
    {
        switch (envelope.Opcode)
        {
            case GatewayOpcode.Dispatch:
                return OnDispatch(envelope, attempt);
            case GatewayOpcode.Hello:
                return OnHello(envelope, attempt);
            case GatewayOpcode.HeartbeatAck:
                attempt.Heartbeat?.OnAck();
                return default;
            case GatewayOpcode.Heartbeat:
                return Apply(SessionInput.HeartbeatRequested);
            case GatewayOpcode.Reconnect:
                return Apply(SessionInput.ReconnectRequested);
            case GatewayOpcode.InvalidSession:
                return Apply(SessionInput.InvalidSession(ControlPayload.ReadResumable(envelope.Data.Span)));
            default:
                return default; // opcodes to come
        }
    }

    private SessionAction OnHello(in GatewayEnvelope envelope, ConnectionAttempt attempt)
    {
        if (attempt.Heartbeat is not null)
        {
            return default; // one Hello a connection
        }

        if (ControlPayload.ReadHeartbeatInterval(envelope.Data.Span) is not { } interval)
        {
            return new SessionAction(SessionActionKind.HangUp) { Reason = ConnectionEndReason.ProtocolError };
        }

        attempt.Connection!.ClearDeadline(); // Identify and Resume set their own
        attempt.Budget = new SendBudget(interval);
        attempt.Heartbeat = new Heartbeat(
            attempt.Connection, interval, attempt.Budget, _latency, ReadSequence, _options.TimeProvider, _random);
        return Apply(SessionInput.Hello);
    }

    private SessionAction OnDispatch(in GatewayEnvelope envelope, ConnectionAttempt attempt)
    {
        ReadOnlySpan<byte> name = envelope.Name.Span;
        if (name.SequenceEqual("READY"u8))
        {
            (string? sessionId, Uri? resumeUri) = ControlPayload.ReadReady(envelope.Data.Span);
            Apply(SessionInput.Ready(envelope.Sequence, sessionId, Trusted(resumeUri)));
            OnLive(attempt);
            LogReady(Id);
        }
        else if (name.SequenceEqual("RESUMED"u8))
        {
            Apply(SessionInput.Resumed(envelope.Sequence));
            OnLive(attempt);
            LogResumed(Id);
        }
        else
        {
            Apply(SessionInput.Dispatch(envelope.Sequence));
            if (_state.Phase == SessionPhase.AwaitingResumed)
            {
                attempt.Connection!.SetDeadline(_options.ResumedTimeout, ConnectionEndReason.ResumedTimedOut);
            }
        }

        return default;
    }

    private void OnLive(ConnectionAttempt attempt)
    {
        attempt.LiveSince = _options.TimeProvider.GetTimestamp();
        attempt.Connection!.ClearDeadline();
        SetState(ShardState.Ready);
        if (attempt.Budget is { } budget)
        {
            _commands.Open(attempt.Connection, budget);
        }
    }

    private async ValueTask PerformAsync(SessionAction action, ConnectionAttempt attempt, ShardRun run)
    {
        GatewayConnection connection = attempt.Connection!;
        switch (action.Kind)
        {
            case SessionActionKind.Identify:
                await IdentifyAsync(attempt, run).ConfigureAwait(false);
                break;
            case SessionActionKind.Resume:
                SetState(ShardState.Resuming);
                connection.SetDeadline(_options.ResumedTimeout, ConnectionEndReason.ResumedTimedOut);
                attempt.Budget!.TrySpendOnSession(_options.TimeProvider.GetElapsedTime(0));
                await connection.TrySendAsync(EnvelopeWriter.Resume(_options.Token, _state.Session!)).ConfigureAwait(false);
                break;
            case SessionActionKind.Heartbeat:
                attempt.Heartbeat?.BeatNow();
                break;
            case SessionActionKind.HangUp:
                await connection.HangUpAsync(action.Reason, GatewayCloseCode.UnknownError).ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask IdentifyAsync(ConnectionAttempt attempt, ShardRun run)
    {
        SetState(ShardState.Identifying);
        GatewayConnection connection = attempt.Connection!;
        try
        {
            await attempt.Permit!.UseAsync(run.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested)
        {
            return; // the connection is closing; the permit goes back unused
        }

        connection.SetDeadline(_options.ReadyTimeout, ConnectionEndReason.ReadyTimedOut);
        attempt.Budget!.TrySpendOnSession(_options.TimeProvider.GetElapsedTime(0));
        await connection.TrySendAsync(EnvelopeWriter.Identify(Id, _options)).ConfigureAwait(false);
        await attempt.ReleasePermitAsync().ConfigureAwait(false);
    }

    // ── 6. Ended ────────────────────────────────────────────────────────────────────────────────────────────────────

    private SessionAction OnEnded(ConnectionAttempt attempt, ShardRun run)
    {
        _commands.Pause();
        run.Detach();
        ConnectionEnd end = run.Closing is { } closing
            ? new ConnectionEnd(closing)
            : attempt.Connection?.Ended ?? attempt.Failure!;
        bool stable = attempt.LiveSince is { } since && _options.TimeProvider.GetElapsedTime(since) >= _options.StableAfter;
        SessionAction next = Apply(SessionInput.Ended(end, stable));
        SetState(
            next.Kind switch
            {
                SessionActionKind.Stop => ShardState.Closed,
                SessionActionKind.Fail => ShardState.Failed,
                _ => ShardState.Waiting,
            },
            end);
        return next;
    }

    // ── The run, the state ──────────────────────────────────────────────────────────────────────────────────────────

    private ShardRun Enter(CancellationToken cancellationToken)
    {
        lock (_runLock)
        {
            if (_run is not null)
            {
                throw new InvalidOperationException($"Shard {Id} is being read already: one reader at a time.");
            }

            _commands.Pause();
            return _run = new ShardRun(cancellationToken);
        }
    }

    private void Leave()
    {
        // A reader that leaves its loop early leaves a session that can be resumed.
        if (Status.State is not (ShardState.Closed or ShardState.Failed))
        {
            var end = new ConnectionEnd(ConnectionEndReason.Abandoned);
            Apply(SessionInput.Ended(end));
            SetState(ShardState.Closed, end);
        }

        _commands.Close();
        lock (_runLock)
        {
            _run = null;
        }

        LogClosed(Id, Status.LastEnd);
    }

    private SessionAction Apply(in SessionInput input)
    {
        (SessionState next, SessionAction action) = SessionMachine.Apply(_state, input);
        lock (_stateLock)
        {
            _state = next;
        }

        return action;
    }

    private long? ReadSequence()
    {
        lock (_stateLock)
        {
            return _state.Sequence;
        }
    }

    private void SetState(ShardState state, ConnectionEnd? end = null)
    {
        var status = new ShardStatus(state, _options.TimeProvider.GetUtcNow(), _state.Failures, end ?? _status.LastEnd);
        Volatile.Write(ref _status, status);
        StatusChanged?.Invoke(status);
    }

    /// <summary>A server may not talk us into sending the token in clear.</summary>
    private Uri? Trusted(Uri? resumeUri)
    {
        if (resumeUri is null || _options.AllowInsecureTransport || GatewayUri.IsSafe(resumeUri))
        {
            return resumeUri;
        }

        LogUnsafeResumeUri(Id, resumeUri.Host);
        return null;
    }
}

using System.Runtime.CompilerServices;
using Gateway.Core.Commands;
using Gateway.Core.Dispatch;
using Gateway.Core.Envelope;
using Gateway.Core.Events;
using Gateway.Core.Session;
using Gateway.Core.Transport;
using Microsoft.Extensions.Logging;

namespace Gateway.Core;

/// <summary>
/// One session with Discord's gateway. Reading it is running it: it connects, identifies or resumes, keeps the session
/// alive through lost connections, and yields what Discord sends until it is closed.
/// </summary>
/// <remarks>
/// Heartbeats run on their own timer: a reader that takes its time slows its own events down and nothing else. One reader
/// at a time; every other member may be used from any thread.
/// See <see href="https://docs.discord.com/developers/events/gateway"/>.
/// </remarks>
public sealed partial class Shard
{
    private readonly ShardOptions _options;
    private readonly ILogger _logger;
    private readonly Random _random;
    private readonly CommandSender _commands;
    private readonly LatencyRecord _latency = new();
    private readonly Lock _runLock = new(); // protects _run
    private readonly Lock _stateLock = new(); // protects _state: the reading loop alone writes it, others read it
    private ShardRun? _run;
    private SessionState _state;
    private ShardStatus _status;

    /// <summary>A shard that connects once it is read.</summary>
    /// <param name="id">Which part of the bot's guilds it serves.</param>
    /// <param name="options">How it connects and what it asks for.</param>
    /// <param name="session">A session to resume instead of identifying, as <see cref="Session"/> gave it before.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public Shard(ShardId id, ShardOptions options, GatewaySession? session = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Id = id;
        _options = options;
        _logger = options.Logger;
        _random = options.Random ?? new Random();
        _commands = new CommandSender(id, options.TimeProvider);
        _state = SessionMachine.Start(session);
        _status = new ShardStatus(ShardState.Idle, options.TimeProvider.GetUtcNow(), 0, null);
    }

    /// <summary>Raised with every new <see cref="Status"/>, on the loop that reads the shard: handlers must return at once.</summary>
    public event EventHandler<ShardStatus>? StatusChanged;

    /// <summary>Which part of the bot's guilds it serves.</summary>
    public ShardId Id { get; }

    /// <summary>Where it stands, since when and why.</summary>
    public ShardStatus Status => Volatile.Read(ref _status);

    /// <summary>How long Discord took to answer the last heartbeats.</summary>
    public ShardLatency Latency => _latency.Current;

    /// <summary>The session, to be resumed by this or another shard of the same id; null if there is none that could be.</summary>
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

    /// <summary>
    /// Runs the shard and yields every payload Discord sends, in order, unparsed: events and control payloads alike. Ends
    /// when the shard was closed.
    /// </summary>
    /// <remarks>
    /// The loop, step by step:
    /// 1. Pause, if the last connection failed; take a turn in the identify queue, if a new session is needed; connect.
    /// 2. Receive one whole message, inflated.
    /// 3. Read its envelope.
    /// 4. Let the session rules decide, and do what they say.
    /// 5. Yield it.
    /// 6. Once the connection has ended: let the session rules decide what comes next.
    /// </remarks>
    /// <param name="cancellationToken">Drops the connection and ends the loop at once. The session remains resumable.</param>
    /// <exception cref="ShardFailedException">Discord refused the shard for good.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The shard is being read already.</exception>
    public async IAsyncEnumerable<GatewayMessage> ReadMessagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
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
                    yield return new GatewayMessage(this, envelope, payload, _options.TimeProvider.GetUtcNow());
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
            Leave(run);
        }
    }

    /// <summary>
    /// Runs the shard and yields its events, typed, in order. Ends when the shard was closed. Names the catalog does not
    /// know come as <see cref="UnknownEvent"/>, and events that could not be read as <see cref="MalformedEvent"/>, both
    /// with their payload.
    /// </summary>
    /// <param name="eventTypes">The types wanted; the others are not even parsed. Null, the default, for all.</param>
    /// <param name="cancellationToken">Drops the connection and ends the loop at once. The session remains resumable.</param>
    /// <exception cref="ArgumentException">A type in <paramref name="eventTypes"/> is no event.</exception>
    /// <inheritdoc cref="ReadMessagesAsync" path="/exception"/>
    public IAsyncEnumerable<IGatewayEvent> ReadEventsAsync(
        IReadOnlyCollection<Type>? eventTypes = null, CancellationToken cancellationToken = default) =>
        new EventReader(eventTypes).ReadAsync(this, cancellationToken);

    /// <summary>
    /// Sends a command. Completes once it is written; waits while the shard is not live and while Discord's limit on sends
    /// is used up. A command whose connection was lost is sent again over the next.
    /// </summary>
    /// <exception cref="ArgumentException">A field of the command is out of its range; the message names it.</exception>
    /// <exception cref="ShardClosedException">The shard was closed, or Discord refused it for good.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task SendAsync(GatewayCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _commands.SendAsync(EnvelopeWriter.Command(command), cancellationToken);
    }

    /// <summary>
    /// Asks the shard to close, and completes when it has. Whoever reads it must read on: what Discord sends until it
    /// agrees still arrives. Returns at once if nobody reads the shard.
    /// </summary>
    /// <param name="how">What becomes of the session.</param>
    /// <param name="cancellationToken">Stops waiting; the shard closes all the same.</param>
    public async Task CloseAsync(ShardClose how = ShardClose.LogOff, CancellationToken cancellationToken = default)
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

    /// <summary>The id and the state; never the token or the session's id.</summary>
    public override string ToString() => $"shard {Id} ({Status.State})";

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

    private void Leave(ShardRun run)
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
        StatusChanged?.Invoke(this, status);
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

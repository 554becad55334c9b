using System.Runtime.CompilerServices;
using Gateway.Core.Commands;
using Gateway.Core.Diagnostics;
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
    private readonly CommandSender _commands;
    private readonly GuildRequests _requests;
    private readonly SessionProgress _progress;
    private readonly Connector _connector;
    private readonly SessionProtocol _protocol;
    private readonly GuardedMeter _meter;
    private readonly MeteredShard _metered;
    private readonly Lock _lock = new(); // protects _run
    private ShardRun? _run;

    public SessionLoop(
        Shard shard, ShardOptions options, CommandSender commands, GuildRequests requests, SessionProgress progress, LatencyRecord latency, GuardedMeter meter)
    {
        Random random = options.Random ?? new Random();
        _shard = shard;
        _options = options;
        _logger = options.Logger;
        _commands = commands;
        _requests = requests;
        _progress = progress;
        _connector = new Connector(shard.Id, options, progress, random);
        _protocol = new SessionProtocol(shard.Id, options, progress, commands, requests, latency, meter, random);
        _meter = meter;
        _metered = new MeteredShard { State = () => progress.State, QueuedCommands = () => commands.Count };
    }

    /// <inheritdoc cref="Shard.ReadMessagesAsync"/>
    public async IAsyncEnumerable<GatewayMessage> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using ShardRun run = Enter(cancellationToken);
        try
        {
            var next = new SessionAction(SessionActionKind.Connect);
            TimeSpan pause = TimeSpan.Zero;
            while (next.Kind == SessionActionKind.Connect)
            {
                // 1
                ConnectionAttempt attempt = await _connector.ConnectAsync(pause, run).ConfigureAwait(false);
                await using ConfiguredAsyncDisposable _ = attempt.ConfigureAwait(false);

                // 2
                while (attempt.Connection is { } connection && await ReceiveAsync(attempt, connection).ConfigureAwait(false) is { } payload)
                {
                    // 3
                    if (!EnvelopeReader.TryRead(payload, out GatewayEnvelope envelope))
                    {
                        await connection.HangUpAsync(ConnectionEndReason.ProtocolError, GatewayCloseCode.DecodeError).ConfigureAwait(false);
                        continue;
                    }

                    // 4
                    _meter.OnReceived(envelope, payload.Length, connection.TakeReceivedBytes());
                    var message = new GatewayMessage(_shard, envelope, payload, connection.ReceivedAt, connection);
                    SessionAction action = _protocol.Receive(envelope, message, attempt);
                    if (action.Kind != SessionActionKind.None)
                    {
                        GatewayMessage held = message; // else each of all the others would be copied to the heap, for the sake of this await
                        await _protocol.PerformAsync(action, attempt).ConfigureAwait(false);
                        message = held;
                    }

                    // 5
                    connection.GiveToReader();
                    yield return message;
                }

                // 6
                await attempt.StopIdentifyingAsync().ConfigureAwait(false);
                next = OnEnded(attempt, run, out pause);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (next.Kind == SessionActionKind.Fail)
            {
                throw new ShardFailedException(_shard.Id, _progress.Status.LastEnd!.CloseCode!.Value);
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
        lock (_lock)
        {
            run = _run;
        }

        if (run is not null)
        {
            // A peer that reads nothing holds up the close frame, which must not hold up who gives up waiting for it.
            await Task.WhenAll(run.CloseAsync(how), run.Done).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(ConnectionAttempt attempt, GatewayConnection connection)
    {
        ValueTask<ReadOnlyMemory<byte>?> next = connection.ReceiveAsync();
        if (!next.IsCompleted && !connection.IsCloseReceived) // no Identify for a peer whose close frame is being answered
        {
            attempt.OnReceivedAll();
        }

        return next;
    }

    private SessionAction OnEnded(ConnectionAttempt attempt, ShardRun run, out TimeSpan pause)
    {
        _commands.Pause();
        run.Detach();
        if (run.Closing is null)
        {
            attempt.ReportAnswer(isReady: false);
        }

        ConnectionEnd end = run.Closing is { } closing
            ? new ConnectionEnd(closing)
            : attempt.Connection?.Ended ?? attempt.Failure!;
        bool stable = attempt.LiveSince is { } since && _options.TimeProvider.GetElapsedTime(since) >= _options.StableAfter;
        SessionAction next = _progress.Apply(SessionInput.Ended(end, stable));
        pause = TimeSpan.Zero;
        switch (next.Kind)
        {
            case SessionActionKind.Connect:
                _meter.OnReconnect(end);
                pause = _connector.PauseBefore(next, end);
                _progress.EnterEnded(ShardState.Waiting, end, pause);
                break;
            case SessionActionKind.Fail:
                _progress.EnterEnded(ShardState.Failed, end);
                break;
            default:
                _progress.EnterEnded(ShardState.Closed, end);
                break;
        }

        return next;
    }

    private ShardRun Enter(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_run is not null)
            {
                throw new InvalidOperationException($"Shard {_shard.Id} is being read already: one reader at a time.");
            }

            _commands.Reopen();
            _meter.Add(_metered);
            return _run = new ShardRun(cancellationToken);
        }
    }

    private void Leave()
    {
        // A reader that leaves its loop early leaves a session that can be resumed.
        if (_progress.State is not (ShardState.Closed or ShardState.Failed))
        {
            var end = new ConnectionEnd(ConnectionEndReason.Abandoned);
            _progress.Apply(SessionInput.Ended(end));
            _progress.EnterEnded(ShardState.Closed, end);
        }

        _commands.Close();
        _requests.Close();
        _meter.Remove(_metered);
        lock (_lock)
        {
            _run = null;
        }

        LogClosed(_shard.Id, _progress.Status.LastEnd);
    }
}

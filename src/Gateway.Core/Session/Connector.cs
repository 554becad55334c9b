using Gateway.Core.Transport;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Session;

/// <summary>Makes a shard's connections: after a pause, with a permit if a new session is to be started, to the host that the rules chose.</summary>
internal sealed partial class Connector(ShardId shard, ShardOptions options, SessionProgress progress, Random random)
{
    private readonly ILogger _logger = options.Logger;
    private readonly BoundedIdentifyQueue _queue = new(options);
    private readonly RefusedHosts _refused = new(options.TimeProvider);

    /// <summary>Where the next connection goes, or the current one.</summary>
    private Uri Host => progress.Remembered is { Host: GatewayHost.Resume, ResumeUri: { } resumeUri } ? resumeUri : options.GatewayUri;

    /// <summary>
    /// How long to wait before connecting again: a random part of a bound that grows with every failure, as long as
    /// Discord asks for after opcode 9, and once the host may be asked again that refused a connection: not at that very
    /// moment, since it may have refused a whole fleet.
    /// </summary>
    public TimeSpan PauseBefore(in SessionAction connect, ConnectionEnd end)
    {
        int failures = progress.Remembered.Failures;
        TimeSpan backoff = Backoff.Delay(failures, options.ReconnectDelay, options.MaxReconnectDelay, random);
        TimeSpan least = connect.AfterInvalidSession ? Backoff.AfterInvalidSession(random) : TimeSpan.Zero;
        TimeSpan pause = _refused.Left(Host) + (backoff > least ? backoff : least);
        LogReconnecting(
            failures == 0 ? LogLevel.Information : LogLevel.Warning,
            shard,
            end,
            progress.Remembered.SessionId is null ? "starting a new session" : "resuming",
            pause.TotalSeconds);
        return pause;
    }

    /// <summary>Connects. What comes back has a connection, or says why there is none; neither, if the run was to end meanwhile.</summary>
    public async ValueTask<ConnectionAttempt> ConnectAsync(TimeSpan pause, ShardRun run)
    {
        var attempt = new ConnectionAttempt(run.Stopping);
        try
        {
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, options.TimeProvider, run.Stopping).ConfigureAwait(false);
            }

            if (progress.Remembered.SessionId is null)
            {
                progress.Enter(ShardState.Queued);
                attempt.Permit = await _queue.AcquireAsync(shard, run.Stopping).ConfigureAwait(false);
            }

            progress.Enter(ShardState.Connecting);
            progress.Apply(SessionInput.Connecting);
            Uri host = Host;
            LogConnecting(shard, host.Host);
            (attempt.Connection, attempt.Failure) = await GatewayConnection
                .ConnectAsync(host, options, run.Stopping).ConfigureAwait(false);
            if (attempt.Failure is { } failure)
            {
                _refused.Add(host, failure);
            }
        }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested)
        {
            return attempt; // whoever asked the run to end says why
        }
        catch
        {
            // An identify queue of somebody else's may fail in its own ways: the reader is told, nothing is left behind.
            await attempt.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        if (attempt.Connection is { } connection)
        {
            connection.SetDeadline(options.HelloTimeout, ConnectionEndReason.HelloTimedOut);
            await run.AttachAsync(connection).ConfigureAwait(false);
        }

        return attempt;
    }
}

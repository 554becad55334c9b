using Gateway.Core.Commands;
using Gateway.Core.Diagnostics;
using Gateway.Core.Envelope;
using Gateway.Core.Events;
using Gateway.Core.Transport;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Session;

/// <summary>Between what Discord sends and the session rules: tells them what came, and does what they say.</summary>
internal sealed partial class SessionProtocol(
    ShardId shard,
    ShardOptions options,
    SessionProgress progress,
    CommandSender commands,
    GuildRequests requests,
    LatencyRecord latency,
    GuardedMeter meter,
    Random random)
{
    private readonly ILogger _logger = options.Logger;

    /// <summary>A payload came. Returns what is to be done about it, which is nothing for nearly all.</summary>
    public SessionAction Receive(in GatewayEnvelope envelope, in GatewayMessage message, ConnectionAttempt attempt)
    {
        switch (envelope.Opcode)
        {
            case GatewayOpcode.Dispatch:
                return OnDispatch(envelope, message, attempt);
            case GatewayOpcode.Hello:
                return OnHello(envelope, attempt);
            case GatewayOpcode.HeartbeatAck:
                attempt.Heartbeat?.OnAck();
                return default;
            case GatewayOpcode.Heartbeat:
                return progress.Apply(SessionInput.HeartbeatRequested);
            case GatewayOpcode.Reconnect:
                return progress.Apply(SessionInput.ReconnectRequested);
            case GatewayOpcode.InvalidSession:
                return progress.Apply(SessionInput.InvalidSession(ControlPayload.ReadResumable(envelope.Data.Span)));
            default:
                return default; // opcodes to come
        }
    }

    /// <summary>Does what the rules said.</summary>
    public async ValueTask PerformAsync(SessionAction action, ConnectionAttempt attempt)
    {
        switch (action.Kind)
        {
            case SessionActionKind.Identify:
                progress.Enter(ShardState.Identifying);
                attempt.Identify(token => IdentifyAsync(attempt, token));
                break;
            case SessionActionKind.Resume:
                await ResumeAsync(attempt).ConfigureAwait(false);
                break;
            case SessionActionKind.BecomeLive:
                await attempt.StopIdentifyingAsync().ConfigureAwait(false); // whoever has a session needs none
                await attempt.ReleasePermitAsync().ConfigureAwait(false);
                attempt.ReportAnswer(isReady: true);
                BecomeLive(attempt, action.IsNewSession);
                break;
            case SessionActionKind.Heartbeat:
                attempt.Heartbeat?.BeatNow();
                break;
            case SessionActionKind.HangUp:
                await attempt.Connection!.HangUpAsync(action.Reason, GatewayCloseCode.UnknownError).ConfigureAwait(false);
                break;
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
            attempt.Connection, interval, attempt.Budget, latency, () => progress.Sequence, options.TimeProvider, random);
        return progress.Apply(SessionInput.Hello);
    }

    private SessionAction OnDispatch(in GatewayEnvelope envelope, in GatewayMessage message, ConnectionAttempt attempt)
    {
        progress.OnEvent(message.ReceivedAt);
        ReadOnlySpan<byte> name = envelope.Name.Span;
        if (name.SequenceEqual("READY"u8))
        {
            (string? sessionId, Uri? resumeUri) = ControlPayload.ReadReady(envelope.Data.Span);
            return progress.Apply(SessionInput.Ready(envelope.Sequence, sessionId, Trusted(resumeUri)));
        }

        if (name.SequenceEqual("RESUMED"u8))
        {
            return progress.Apply(SessionInput.Resumed(envelope.Sequence));
        }

        long? known = progress.Sequence;
        SessionAction action = progress.Advance(envelope.Sequence);
        requests.OnDispatch(envelope, message);
        if (name.SequenceEqual("RATE_LIMITED"u8))
        {
            OnRateLimited(message);
        }

        if (progress.Phase == SessionPhase.AwaitingResumed && progress.Sequence != known)
        {
            AwaitResumed(attempt);
        }

        return action;
    }

    private void OnRateLimited(in GatewayMessage message)
    {
        try
        {
            commands.OnRateLimited(message.Read(EventCatalog.Get<RateLimited>()));
        }
        catch (EventFormatException)
        {
            // Whoever reads the shard is told, by the same event; there is nothing here to be sent again.
        }
    }

    /// <summary>Waits for the shard's turn and identifies. It runs beside the loop, which receives meanwhile and has no part in this.</summary>
    private async Task IdentifyAsync(ConnectionAttempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            await attempt.Permit!.UseAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return; // the permit goes back unused
        }
        catch
        {
            attempt.Connection!.End(new ConnectionEnd(ConnectionEndReason.Abandoned)); // the loop comes to tell the reader
            throw;
        }

        attempt.OnIdentified();
        meter.OnIdentify();
        attempt.Connection!.SetDeadline(options.ReadyTimeout, ConnectionEndReason.ReadyTimedOut);
        await SendAsync(attempt, EnvelopeWriter.Identify(shard, options, commands.Presence)).ConfigureAwait(false);
        await attempt.ReleasePermitAsync().ConfigureAwait(false);
    }

    private ValueTask ResumeAsync(ConnectionAttempt attempt)
    {
        progress.Enter(ShardState.Resuming);
        AwaitResumed(attempt);
        return SendAsync(attempt, EnvelopeWriter.Resume(options.Token, progress.Remembered.Session!));
    }

    /// <summary>A reader that takes its time over what is replayed is no Discord that pauses.</summary>
    private void AwaitResumed(ConnectionAttempt attempt) =>
        attempt.Connection!.SetPatientDeadline(options.ResumedTimeout, ConnectionEndReason.ResumedTimedOut);

    private async ValueTask SendAsync(ConnectionAttempt attempt, byte[] payload)
    {
        attempt.Budget!.TrySpendOnSession(options.TimeProvider.GetElapsedTime(0));
        await attempt.Connection!.TrySendAsync(payload).ConfigureAwait(false);
    }

    private void BecomeLive(ConnectionAttempt attempt, bool isNewSession)
    {
        attempt.LiveSince = options.TimeProvider.GetTimestamp();
        attempt.Connection!.ClearDeadline();
        progress.EnterLive(isNewSession);
        LogLevel level = progress.Remembered.Failures == 0 ? LogLevel.Debug : LogLevel.Information; // whoever was warned is told that it is over
        if (isNewSession)
        {
            LogReady(level, shard);
            requests.OnNewSession();
        }
        else
        {
            LogResumed(level, shard);
            meter.OnResumed();
            requests.OnResumed();
        }

        commands.Open(attempt.Connection, attempt.Budget!);
    }

    /// <summary>A server may not talk us into sending the token in clear.</summary>
    private Uri? Trusted(Uri? resumeUri)
    {
        if (resumeUri is null || options.MayCarryToken(resumeUri))
        {
            return resumeUri;
        }

        LogUnsafeResumeUri(shard, resumeUri.Host);
        return null;
    }
}

namespace Gateway.Core;

/// <summary>How a connection ended: why, who began it, and with which close code.</summary>
/// <param name="Reason">Why.</param>
/// <param name="CloseCode">The code in Discord's close frame; null if there was none.</param>
/// <param name="Error">What the transport reported; null if nothing.</param>
public sealed record ConnectionEnd(ConnectionEndReason Reason, GatewayCloseCode? CloseCode = null, Exception? Error = null)
{
    /// <summary>
    /// How long a server that refused the connection asked to be left alone (<c>Retry-After</c>). Null if it did not say; the
    /// shard keeps to 5 minutes of it.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Who began it.</summary>
    public ConnectionEnder By => Reason switch
    {
        ConnectionEndReason.CloseFrame or ConnectionEndReason.ReconnectRequested
            or ConnectionEndReason.SessionInterrupted or ConnectionEndReason.SessionInvalidated
            or ConnectionEndReason.IdentifyRefused => ConnectionEnder.Discord,
        ConnectionEndReason.Dropped or ConnectionEndReason.ConnectFailed => ConnectionEnder.Transport,
        _ => ConnectionEnder.Client,
    };

    /// <summary>The end in a few words, fit for a log line: <c>Discord closed with 4009 (SessionTimedOut)</c>.</summary>
    public override string ToString() => Reason switch
    {
        ConnectionEndReason.CloseFrame when CloseCode is { } code => Enum.IsDefined(code)
            ? $"Discord closed with {(int)code} ({code})"
            : $"Discord closed with {(int)code}",
        ConnectionEndReason.CloseFrame => "Discord closed without a code",
        ConnectionEndReason.Dropped => $"the connection was lost{Detail}",
        ConnectionEndReason.ConnectFailed => $"could not connect{Detail}",
        ConnectionEndReason.ConnectTimedOut => "connecting took too long",
        ConnectionEndReason.HelloTimedOut => "no Hello came",
        ConnectionEndReason.ReadyTimedOut => "no Ready came",
        ConnectionEndReason.ResumedTimedOut => "the Resume was not answered",
        ConnectionEndReason.Silent => "the connection went silent: nothing for a whole heartbeat interval",
        ConnectionEndReason.ReconnectRequested => "Discord asked for a new connection",
        ConnectionEndReason.SessionInterrupted => "Discord interrupted the session",
        ConnectionEndReason.SessionInvalidated => "Discord invalidated the session",
        ConnectionEndReason.IdentifyRefused => "Discord refused the Identify (opcode 9)",
        ConnectionEndReason.ProtocolError => $"what came was no gateway payload{Detail}",
        ConnectionEndReason.MessageTooLarge => $"a message was too large{Detail}",
        ConnectionEndReason.LoggedOff => "logged off",
        ConnectionEndReason.Suspended => "suspended",
        _ => "no longer read",
    };

    // The innermost message is the one that says something: "Connection refused", not "Unable to connect".
    private string Detail => Error is null ? "" : $": {Error.GetBaseException().Message.TrimEnd('.')}"; // part of a sentence
}

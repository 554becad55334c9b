namespace Gateway.Core;

/// <summary>Why a connection ended, or never came to be.</summary>
public enum ConnectionEndReason
{
    /// <summary>Discord sent a close frame; <see cref="ConnectionEnd.CloseCode"/> says which.</summary>
    CloseFrame,

    /// <summary>The transport broke without a close frame: a reset, a lost network, an abrupt end of the stream.</summary>
    Dropped,

    /// <summary>The connection could not be made: no route, DNS, TLS, refused, or an HTTP answer other than an upgrade.</summary>
    ConnectFailed,

    /// <summary>The connection was not made within <see cref="ShardOptions.ConnectTimeout"/>.</summary>
    ConnectTimedOut,

    /// <summary>No Hello came within <see cref="ShardOptions.HelloTimeout"/>.</summary>
    HelloTimedOut,

    /// <summary>No Ready came within <see cref="ShardOptions.ReadyTimeout"/> of the Identify.</summary>
    ReadyTimedOut,

    /// <summary>A Resume was not followed by anything within <see cref="ShardOptions.ResumedTimeout"/>.</summary>
    ResumedTimedOut,

    /// <summary>No payload came for a whole heartbeat interval, nor a part of one: the connection is half-open, or nobody is behind it.</summary>
    Silent,

    /// <summary>Discord asked for a new connection (opcode 7).</summary>
    ReconnectRequested,

    /// <summary>Discord declared the session invalid, but resumable (opcode 9, <c>true</c>).</summary>
    SessionInterrupted,

    /// <summary>Discord declared the session invalid (opcode 9, <c>false</c>).</summary>
    SessionInvalidated,

    /// <summary>Discord answered an Identify with opcode 9: it came too early, or Discord starts no session right now.</summary>
    IdentifyRefused,

    /// <summary>What came was no gateway payload: a corrupt compressed stream, invalid JSON, or a broken frame.</summary>
    ProtocolError,

    /// <summary>A message was larger than <see cref="ShardOptions.MaxMessageSize"/>.</summary>
    MessageTooLarge,

    /// <summary><see cref="Shard.CloseAsync"/> was called to log off: the session is over.</summary>
    LoggedOff,

    /// <summary><see cref="Shard.CloseAsync"/> was called to suspend: the session waits to be resumed.</summary>
    Suspended,

    /// <summary>The code that read the shard stopped reading: it left its loop or cancelled its token.</summary>
    Abandoned,
}

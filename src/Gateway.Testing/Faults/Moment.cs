namespace Gateway.Testing;

/// <summary>The points at which something can go wrong by plan. See <see cref="ConnectionScope.InsteadOf(Moment)"/>.</summary>
public enum Moment
{
    /// <summary>HELLO, right after the upgrade. The shard of the connection is not known yet.</summary>
    Hello,

    /// <summary>READY, once an IDENTIFY has passed every check. Withheld, there is no session either, as in an outage.</summary>
    Ready,

    /// <summary>The GUILD_CREATEs behind READY.</summary>
    Guilds,

    /// <summary>The whole answer to a RESUME that has passed every check: the missed events and RESUMED.</summary>
    Replay,

    /// <summary>RESUMED alone, behind the missed events.</summary>
    Resumed,

    /// <summary>The answer to a heartbeat.</summary>
    HeartbeatAck,

    /// <summary>The answer to the client's close frame.</summary>
    CloseReply,
}

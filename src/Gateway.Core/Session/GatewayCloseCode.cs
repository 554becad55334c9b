namespace Gateway.Core;

/// <summary>The code of a close frame. Discord may send others; they are kept as numbers.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes"/>.</remarks>
public enum GatewayCloseCode
{
    /// <summary>The websocket's own code for a normal end. Sent by the client, it ends the session at once.</summary>
    NormalClosure = 1000,

    /// <summary>The websocket's own code for a server that goes away.</summary>
    GoingAway = 1001,

    /// <summary>Something went wrong at Discord. The session can be resumed.</summary>
    UnknownError = 4000,

    /// <summary>An unknown opcode, or a payload that does not fit its opcode, was sent.</summary>
    UnknownOpcode = 4001,

    /// <summary>What was sent could not be decoded, or was larger than 4,096 bytes.</summary>
    DecodeError = 4002,

    /// <summary>Something was sent before Identify, or the session was invalidated.</summary>
    NotAuthenticated = 4003,

    /// <summary>The token is wrong. Fatal.</summary>
    AuthenticationFailed = 4004,

    /// <summary>A second Identify was sent.</summary>
    AlreadyAuthenticated = 4005,

    /// <summary>The sequence of a Resume was not valid for its session.</summary>
    InvalidSequence = 4007,

    /// <summary>More than 120 payloads were sent within 60 seconds.</summary>
    RateLimited = 4008,

    /// <summary>The session timed out; a new one is needed.</summary>
    SessionTimedOut = 4009,

    /// <summary>The shard id or count is invalid. Fatal.</summary>
    InvalidShard = 4010,

    /// <summary>The session would hold too many guilds: more shards are needed. Fatal.</summary>
    ShardingRequired = 4011,

    /// <summary>The gateway version is invalid. Fatal.</summary>
    InvalidApiVersion = 4012,

    /// <summary>The intents hold a bit that Discord does not know. Fatal.</summary>
    InvalidIntents = 4013,

    /// <summary>The intents hold a privileged one that is not switched on in the developer portal. Fatal.</summary>
    DisallowedIntents = 4014,
}

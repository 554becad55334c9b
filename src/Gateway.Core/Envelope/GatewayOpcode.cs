namespace Gateway.Core;

/// <summary>What a gateway payload is for.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway"/>.</remarks>
public enum GatewayOpcode
{
    /// <summary>Received: an event. The only opcode with a name and a sequence.</summary>
    Dispatch = 0,

    /// <summary>Sent at the interval Discord gives in <see cref="Hello"/>; received when Discord wants a beat at once.</summary>
    Heartbeat = 1,

    /// <summary>Sent: starts a new session.</summary>
    Identify = 2,

    /// <summary>Sent: what the bot is shown to be doing.</summary>
    PresenceUpdate = 3,

    /// <summary>Sent: joins, moves within or leaves voice.</summary>
    VoiceStateUpdate = 4,

    /// <summary>Sent: goes on with a session after a lost connection.</summary>
    Resume = 6,

    /// <summary>Received: connect anew and resume. May come at any time, even instead of <see cref="Hello"/>.</summary>
    Reconnect = 7,

    /// <summary>Sent: asks for members of a guild.</summary>
    RequestGuildMembers = 8,

    /// <summary>Received: the session is not, or no longer, valid; the payload says whether it may be resumed.</summary>
    InvalidSession = 9,

    /// <summary>Received first on each connection: the heartbeat interval.</summary>
    Hello = 10,

    /// <summary>Received: answers a heartbeat.</summary>
    HeartbeatAck = 11,

    /// <summary>Sent: asks for the soundboard sounds of guilds.</summary>
    RequestSoundboardSounds = 31,

    /// <summary>Sent: asks for voice channel status and start times of a guild.</summary>
    RequestChannelInfo = 43,
}

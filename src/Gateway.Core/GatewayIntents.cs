namespace Gateway.Core;

/// <summary>
/// Groups of events a session asks for. Chosen when identifying; another choice needs a new session.
/// </summary>
/// <remarks>
/// <para>
/// Discord ends the session with close code 4013 for a bit it does not know, and with 4014 for a privileged one that is
/// not switched on in the developer portal.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway#gateway-intents">Discord's page</see></para>
/// </remarks>
[Flags]
public enum GatewayIntents : ulong
{
    /// <summary>No group: only events that are sent whatever the intents.</summary>
    None = 0,

    /// <summary>Guilds, their channels, threads and roles, and stages.</summary>
    Guilds = 1UL << 0,

    /// <summary>Members joining, changing and leaving, also in threads. Privileged.</summary>
    GuildMembers = 1UL << 1,

    /// <summary>Bans and the audit log.</summary>
    GuildModeration = 1UL << 2,

    /// <summary>Emojis, stickers and soundboard sounds.</summary>
    GuildExpressions = 1UL << 3,

    /// <summary>Integrations.</summary>
    GuildIntegrations = 1UL << 4,

    /// <summary>Webhooks.</summary>
    GuildWebhooks = 1UL << 5,

    /// <summary>Invites.</summary>
    GuildInvites = 1UL << 6,

    /// <summary>Who is in which voice channel, and voice channel effects.</summary>
    GuildVoiceStates = 1UL << 7,

    /// <summary>Status and activities of members. Privileged.</summary>
    GuildPresences = 1UL << 8,

    /// <summary>Messages in guilds.</summary>
    GuildMessages = 1UL << 9,

    /// <summary>Reactions in guilds.</summary>
    GuildMessageReactions = 1UL << 10,

    /// <summary>Typing in guilds.</summary>
    GuildMessageTyping = 1UL << 11,

    /// <summary>Direct messages, and ephemeral ones.</summary>
    DirectMessages = 1UL << 12,

    /// <summary>Reactions to direct messages.</summary>
    DirectMessageReactions = 1UL << 13,

    /// <summary>Typing in direct messages.</summary>
    DirectMessageTyping = 1UL << 14,

    /// <summary>
    /// No events, but the text, embeds, attachments, components and poll of messages. Privileged.
    /// </summary>
    MessageContent = 1UL << 15,

    /// <summary>Scheduled events.</summary>
    GuildScheduledEvents = 1UL << 16,

    /// <summary>Auto moderation rules.</summary>
    AutoModerationConfiguration = 1UL << 20,

    /// <summary>What auto moderation does.</summary>
    AutoModerationExecution = 1UL << 21,

    /// <summary>Votes in polls in guilds.</summary>
    GuildMessagePolls = 1UL << 24,

    /// <summary>Votes in polls in direct messages.</summary>
    DirectMessagePolls = 1UL << 25,

    /// <summary>The groups that must be switched on in the developer portal, and approved for larger bots.</summary>
    Privileged = GuildMembers | GuildPresences | MessageContent,

    /// <summary>Every group that any bot may ask for.</summary>
    AllUnprivileged = Guilds | GuildModeration | GuildExpressions | GuildIntegrations | GuildWebhooks | GuildInvites
        | GuildVoiceStates | GuildMessages | GuildMessageReactions | GuildMessageTyping | DirectMessages
        | DirectMessageReactions | DirectMessageTyping | GuildScheduledEvents | AutoModerationConfiguration
        | AutoModerationExecution | GuildMessagePolls | DirectMessagePolls,

    /// <summary>Every group.</summary>
    All = AllUnprivileged | Privileged,
}

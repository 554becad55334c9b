namespace Gateway.Testing;

/// <summary>Which events a session gets for its intents.</summary>
internal static class Intents
{
    public const long Guilds = 1 << 0;
    public const long GuildMembers = 1 << 1;
    public const long GuildModeration = 1 << 2;
    public const long GuildExpressions = 1 << 3;
    public const long GuildIntegrations = 1 << 4;
    public const long GuildWebhooks = 1 << 5;
    public const long GuildInvites = 1 << 6;
    public const long GuildVoiceStates = 1 << 7;
    public const long GuildPresences = 1 << 8;
    public const long GuildMessages = 1 << 9;
    public const long GuildMessageReactions = 1 << 10;
    public const long GuildMessageTyping = 1 << 11;
    public const long DirectMessages = 1 << 12;
    public const long DirectMessageReactions = 1 << 13;
    public const long DirectMessageTyping = 1 << 14;
    public const long MessageContent = 1 << 15;
    public const long GuildScheduledEvents = 1 << 16;
    public const long AutoModerationConfiguration = 1 << 20;
    public const long AutoModerationExecution = 1 << 21;
    public const long GuildMessagePolls = 1 << 24;
    public const long DirectMessagePolls = 1 << 25;

    /// <summary>Every bit that means something.</summary>
    public const long Known = 53_608_447;

    /// <summary>The bits that need a switch in the developer portal.</summary>
    public const long Privileged = GuildMembers | GuildPresences | MessageContent;

    private static readonly Dictionary<string, (long InGuild, long Direct)> ByEvent = new(StringComparer.Ordinal)
    {
        ["CHANNEL_CREATE"] = (Guilds, 0),
        ["CHANNEL_UPDATE"] = (Guilds, 0),
        ["CHANNEL_DELETE"] = (Guilds, 0),
        ["CHANNEL_PINS_UPDATE"] = (Guilds, DirectMessages),
        ["VOICE_CHANNEL_STATUS_UPDATE"] = (Guilds, 0),
        ["VOICE_CHANNEL_START_TIME_UPDATE"] = (Guilds, 0),
        ["THREAD_CREATE"] = (Guilds, 0),
        ["THREAD_UPDATE"] = (Guilds, 0),
        ["THREAD_DELETE"] = (Guilds, 0),
        ["THREAD_LIST_SYNC"] = (Guilds, 0),
        ["THREAD_MEMBER_UPDATE"] = (Guilds, 0),
        ["THREAD_MEMBERS_UPDATE"] = (Guilds | GuildMembers, 0),
        ["GUILD_CREATE"] = (Guilds, 0),
        ["GUILD_UPDATE"] = (Guilds, 0),
        ["GUILD_DELETE"] = (Guilds, 0),
        ["GUILD_ROLE_CREATE"] = (Guilds, 0),
        ["GUILD_ROLE_UPDATE"] = (Guilds, 0),
        ["GUILD_ROLE_DELETE"] = (Guilds, 0),
        ["STAGE_INSTANCE_CREATE"] = (Guilds, 0),
        ["STAGE_INSTANCE_UPDATE"] = (Guilds, 0),
        ["STAGE_INSTANCE_DELETE"] = (Guilds, 0),
        ["GUILD_MEMBER_ADD"] = (GuildMembers, 0),
        ["GUILD_MEMBER_REMOVE"] = (GuildMembers, 0),
        ["GUILD_MEMBER_UPDATE"] = (GuildMembers, 0),
        ["GUILD_AUDIT_LOG_ENTRY_CREATE"] = (GuildModeration, 0),
        ["GUILD_BAN_ADD"] = (GuildModeration, 0),
        ["GUILD_BAN_REMOVE"] = (GuildModeration, 0),
        ["GUILD_EMOJIS_UPDATE"] = (GuildExpressions, 0),
        ["GUILD_STICKERS_UPDATE"] = (GuildExpressions, 0),
        ["GUILD_SOUNDBOARD_SOUND_CREATE"] = (GuildExpressions, 0),
        ["GUILD_SOUNDBOARD_SOUND_UPDATE"] = (GuildExpressions, 0),
        ["GUILD_SOUNDBOARD_SOUND_DELETE"] = (GuildExpressions, 0),
        ["GUILD_SOUNDBOARD_SOUNDS_UPDATE"] = (GuildExpressions, 0),
        ["GUILD_INTEGRATIONS_UPDATE"] = (GuildIntegrations, 0),
        ["INTEGRATION_CREATE"] = (GuildIntegrations, 0),
        ["INTEGRATION_UPDATE"] = (GuildIntegrations, 0),
        ["INTEGRATION_DELETE"] = (GuildIntegrations, 0),
        ["WEBHOOKS_UPDATE"] = (GuildWebhooks, 0),
        ["INVITE_CREATE"] = (GuildInvites, 0),
        ["INVITE_DELETE"] = (GuildInvites, 0),
        ["VOICE_CHANNEL_EFFECT_SEND"] = (GuildVoiceStates, 0),
        ["VOICE_STATE_UPDATE"] = (GuildVoiceStates, 0),
        ["PRESENCE_UPDATE"] = (GuildPresences, 0),
        ["MESSAGE_CREATE"] = (GuildMessages, DirectMessages),
        ["MESSAGE_UPDATE"] = (GuildMessages, DirectMessages),
        ["MESSAGE_DELETE"] = (GuildMessages, DirectMessages),
        ["MESSAGE_DELETE_BULK"] = (GuildMessages, 0),
        ["MESSAGE_REACTION_ADD"] = (GuildMessageReactions, DirectMessageReactions),
        ["MESSAGE_REACTION_REMOVE"] = (GuildMessageReactions, DirectMessageReactions),
        ["MESSAGE_REACTION_REMOVE_ALL"] = (GuildMessageReactions, DirectMessageReactions),
        ["MESSAGE_REACTION_REMOVE_EMOJI"] = (GuildMessageReactions, DirectMessageReactions),
        ["TYPING_START"] = (GuildMessageTyping, DirectMessageTyping),
        ["GUILD_SCHEDULED_EVENT_CREATE"] = (GuildScheduledEvents, 0),
        ["GUILD_SCHEDULED_EVENT_UPDATE"] = (GuildScheduledEvents, 0),
        ["GUILD_SCHEDULED_EVENT_DELETE"] = (GuildScheduledEvents, 0),
        ["GUILD_SCHEDULED_EVENT_USER_ADD"] = (GuildScheduledEvents, 0),
        ["GUILD_SCHEDULED_EVENT_USER_REMOVE"] = (GuildScheduledEvents, 0),
        ["AUTO_MODERATION_RULE_CREATE"] = (AutoModerationConfiguration, 0),
        ["AUTO_MODERATION_RULE_UPDATE"] = (AutoModerationConfiguration, 0),
        ["AUTO_MODERATION_RULE_DELETE"] = (AutoModerationConfiguration, 0),
        ["AUTO_MODERATION_ACTION_EXECUTION"] = (AutoModerationExecution, 0),
        ["MESSAGE_POLL_VOTE_ADD"] = (GuildMessagePolls, DirectMessagePolls),
        ["MESSAGE_POLL_VOTE_REMOVE"] = (GuildMessagePolls, DirectMessagePolls),
    };

    /// <summary>The intents of which a session needs one; 0 if the event goes to everybody.</summary>
    public static long Needed(string eventName, bool inGuild)
    {
        if (!ByEvent.TryGetValue(eventName, out var needed))
        {
            return 0;
        }

        return inGuild || needed.Direct == 0 ? needed.InGuild : needed.Direct;
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json.Serialization;
using Gateway.Core.Json;
using Gateway.Core.Models;
using static Gateway.Core.GatewayIntents;

namespace Gateway.Core.Events;

/// <summary>
/// All events that Discord documents. An event is one row here, one row at the end of this file, its record, and its
/// line in the fixtures of the tests; docs/adding-an-event.md shows one.
/// </summary>
/// <remarks>
/// <para>Safe to use from any thread.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#receive-events">Discord's page</see></para>
/// </remarks>
public static class EventCatalog
{
    private const int LongestName = 64;

    private static readonly EventDescriptor[] Rows =
    [
        new EventDescriptor<Ready>("READY", None),
        new EventDescriptor<Resumed>("RESUMED", None),
        new EventDescriptor<RateLimited>("RATE_LIMITED", None),
        new EventDescriptor<ApplicationCommandPermissionsUpdate>("APPLICATION_COMMAND_PERMISSIONS_UPDATE", None),
        new EventDescriptor<AutoModerationRuleCreate>("AUTO_MODERATION_RULE_CREATE", AutoModerationConfiguration),
        new EventDescriptor<AutoModerationRuleUpdate>("AUTO_MODERATION_RULE_UPDATE", AutoModerationConfiguration),
        new EventDescriptor<AutoModerationRuleDelete>("AUTO_MODERATION_RULE_DELETE", AutoModerationConfiguration),
        new EventDescriptor<AutoModerationActionExecution>(
            "AUTO_MODERATION_ACTION_EXECUTION", AutoModerationExecution),
        new EventDescriptor<ChannelCreate>("CHANNEL_CREATE", Guilds),
        new EventDescriptor<ChannelUpdate>("CHANNEL_UPDATE", Guilds),
        new EventDescriptor<ChannelDelete>("CHANNEL_DELETE", Guilds),
        new EventDescriptor<ChannelInfo>("CHANNEL_INFO", None),
        new EventDescriptor<VoiceChannelStatusUpdate>("VOICE_CHANNEL_STATUS_UPDATE", Guilds),
        new EventDescriptor<VoiceChannelStartTimeUpdate>("VOICE_CHANNEL_START_TIME_UPDATE", Guilds),
        new EventDescriptor<ChannelPinsUpdate>("CHANNEL_PINS_UPDATE", Guilds | DirectMessages),
        new EventDescriptor<ThreadCreate>("THREAD_CREATE", Guilds),
        new EventDescriptor<ThreadUpdate>("THREAD_UPDATE", Guilds),
        new EventDescriptor<ThreadDelete>("THREAD_DELETE", Guilds),
        new EventDescriptor<ThreadListSync>("THREAD_LIST_SYNC", Guilds),
        new EventDescriptor<ThreadMemberUpdate>("THREAD_MEMBER_UPDATE", Guilds),
        new EventDescriptor<ThreadMembersUpdate>("THREAD_MEMBERS_UPDATE", Guilds | GuildMembers),
        new EventDescriptor<EntitlementCreate>("ENTITLEMENT_CREATE", None),
        new EventDescriptor<EntitlementUpdate>("ENTITLEMENT_UPDATE", None),
        new EventDescriptor<EntitlementDelete>("ENTITLEMENT_DELETE", None),
        new EventDescriptor<SubscriptionCreate>("SUBSCRIPTION_CREATE", None),
        new EventDescriptor<SubscriptionUpdate>("SUBSCRIPTION_UPDATE", None),
        new EventDescriptor<SubscriptionDelete>("SUBSCRIPTION_DELETE", None),
        new EventDescriptor<GuildCreate>("GUILD_CREATE", Guilds),
        new EventDescriptor<GuildUpdate>("GUILD_UPDATE", Guilds),
        new EventDescriptor<GuildDelete>("GUILD_DELETE", Guilds),
        new EventDescriptor<GuildAuditLogEntryCreate>("GUILD_AUDIT_LOG_ENTRY_CREATE", GuildModeration),
        new EventDescriptor<GuildBanAdd>("GUILD_BAN_ADD", GuildModeration),
        new EventDescriptor<GuildBanRemove>("GUILD_BAN_REMOVE", GuildModeration),
        new EventDescriptor<GuildEmojisUpdate>("GUILD_EMOJIS_UPDATE", GuildExpressions),
        new EventDescriptor<GuildStickersUpdate>("GUILD_STICKERS_UPDATE", GuildExpressions),
        new EventDescriptor<GuildIntegrationsUpdate>("GUILD_INTEGRATIONS_UPDATE", GuildIntegrations),
        new EventDescriptor<GuildMemberAdd>("GUILD_MEMBER_ADD", GuildMembers),
        new EventDescriptor<GuildMemberRemove>("GUILD_MEMBER_REMOVE", GuildMembers),
        new EventDescriptor<GuildMemberUpdate>("GUILD_MEMBER_UPDATE", GuildMembers),
        new EventDescriptor<GuildMembersChunk>("GUILD_MEMBERS_CHUNK", None),
        new EventDescriptor<GuildRoleCreate>("GUILD_ROLE_CREATE", Guilds),
        new EventDescriptor<GuildRoleUpdate>("GUILD_ROLE_UPDATE", Guilds),
        new EventDescriptor<GuildRoleDelete>("GUILD_ROLE_DELETE", Guilds),
        new EventDescriptor<GuildScheduledEventCreate>("GUILD_SCHEDULED_EVENT_CREATE", GuildScheduledEvents),
        new EventDescriptor<GuildScheduledEventUpdate>("GUILD_SCHEDULED_EVENT_UPDATE", GuildScheduledEvents),
        new EventDescriptor<GuildScheduledEventDelete>("GUILD_SCHEDULED_EVENT_DELETE", GuildScheduledEvents),
        new EventDescriptor<GuildScheduledEventUserAdd>("GUILD_SCHEDULED_EVENT_USER_ADD", GuildScheduledEvents),
        new EventDescriptor<GuildScheduledEventUserRemove>("GUILD_SCHEDULED_EVENT_USER_REMOVE", GuildScheduledEvents),
        new EventDescriptor<GuildSoundboardSoundCreate>("GUILD_SOUNDBOARD_SOUND_CREATE", GuildExpressions),
        new EventDescriptor<GuildSoundboardSoundUpdate>("GUILD_SOUNDBOARD_SOUND_UPDATE", GuildExpressions),
        new EventDescriptor<GuildSoundboardSoundDelete>("GUILD_SOUNDBOARD_SOUND_DELETE", GuildExpressions),
        new EventDescriptor<GuildSoundboardSoundsUpdate>("GUILD_SOUNDBOARD_SOUNDS_UPDATE", GuildExpressions),
        new EventDescriptor<SoundboardSounds>("SOUNDBOARD_SOUNDS", None),
        new EventDescriptor<IntegrationCreate>("INTEGRATION_CREATE", GuildIntegrations),
        new EventDescriptor<IntegrationUpdate>("INTEGRATION_UPDATE", GuildIntegrations),
        new EventDescriptor<IntegrationDelete>("INTEGRATION_DELETE", GuildIntegrations),
        new EventDescriptor<InteractionCreate>("INTERACTION_CREATE", None),
        new EventDescriptor<InviteCreate>("INVITE_CREATE", GuildInvites),
        new EventDescriptor<InviteDelete>("INVITE_DELETE", GuildInvites),
        new EventDescriptor<MessageCreate>("MESSAGE_CREATE", GuildMessages | DirectMessages),
        new EventDescriptor<MessageUpdate>("MESSAGE_UPDATE", GuildMessages | DirectMessages, MessagePartsReader.Note),
        new EventDescriptor<MessageDelete>("MESSAGE_DELETE", GuildMessages | DirectMessages),
        new EventDescriptor<MessageDeleteBulk>("MESSAGE_DELETE_BULK", GuildMessages),
        new EventDescriptor<MessageReactionAdd>(
            "MESSAGE_REACTION_ADD", GuildMessageReactions | DirectMessageReactions),
        new EventDescriptor<MessageReactionRemove>(
            "MESSAGE_REACTION_REMOVE", GuildMessageReactions | DirectMessageReactions),
        new EventDescriptor<MessageReactionRemoveAll>(
            "MESSAGE_REACTION_REMOVE_ALL", GuildMessageReactions | DirectMessageReactions),
        new EventDescriptor<MessageReactionRemoveEmoji>(
            "MESSAGE_REACTION_REMOVE_EMOJI", GuildMessageReactions | DirectMessageReactions),
        new EventDescriptor<MessagePollVoteAdd>("MESSAGE_POLL_VOTE_ADD", GuildMessagePolls | DirectMessagePolls),
        new EventDescriptor<MessagePollVoteRemove>(
            "MESSAGE_POLL_VOTE_REMOVE", GuildMessagePolls | DirectMessagePolls),
        new EventDescriptor<PresenceUpdate>("PRESENCE_UPDATE", GuildPresences),
        new EventDescriptor<TypingStart>("TYPING_START", GuildMessageTyping | DirectMessageTyping),
        new EventDescriptor<UserUpdate>("USER_UPDATE", None),
        new EventDescriptor<VoiceChannelEffectSend>("VOICE_CHANNEL_EFFECT_SEND", GuildVoiceStates),
        new EventDescriptor<VoiceStateUpdate>("VOICE_STATE_UPDATE", GuildVoiceStates),
        new EventDescriptor<VoiceServerUpdate>("VOICE_SERVER_UPDATE", None),
        new EventDescriptor<StageInstanceCreate>("STAGE_INSTANCE_CREATE", Guilds),
        new EventDescriptor<StageInstanceUpdate>("STAGE_INSTANCE_UPDATE", Guilds),
        new EventDescriptor<StageInstanceDelete>("STAGE_INSTANCE_DELETE", Guilds),
        new EventDescriptor<WebhooksUpdate>("WEBHOOKS_UPDATE", GuildWebhooks),
    ];

    private static readonly Dictionary<string, EventDescriptor> ByName =
        Rows.ToDictionary(static row => row.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, EventDescriptor>.AlternateLookup<ReadOnlySpan<char>> ByNameSpan =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Dictionary<Type, EventDescriptor> ByType = Rows.ToDictionary(static row => row.EventType);

    /// <summary>Every event, grouped as on Discord's page.</summary>
    public static IReadOnlyList<EventDescriptor> All => Rows;

    /// <summary>The event of a name, or null when it is unknown. Allocates nothing.</summary>
    /// <param name="utf8Name">The name on the wire, in UTF-8.</param>
    public static EventDescriptor? Find(ReadOnlySpan<byte> utf8Name)
    {
        Span<char> name = stackalloc char[LongestName];
        return utf8Name.Length <= LongestName
            && Ascii.ToUtf16(utf8Name, name, out int length) == OperationStatus.Done
            && ByNameSpan.TryGetValue(name[..length], out EventDescriptor? row)
            ? row
            : null;
    }

    /// <summary>The event of a name, or null when it is unknown.</summary>
    /// <param name="name">The name on the wire.</param>
    public static EventDescriptor? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The event of a type, or null when the type is no event.</summary>
    /// <param name="eventType">The type.</param>
    public static EventDescriptor? Find(Type eventType) => ByType.GetValueOrDefault(eventType);

    /// <summary>The event of a type.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <exception cref="ArgumentException">The type is not the type of an event.</exception>
    public static EventDescriptor<TEvent> Get<TEvent>() where TEvent : class, IGatewayEvent =>
        Find(typeof(TEvent)) as EventDescriptor<TEvent>
            ?? throw new ArgumentException($"{typeof(TEvent).Name} is no event of the catalog.", nameof(TEvent));
}

/// <summary>The types metadata is generated for: every event, then what only converters name.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Ready))]
[JsonSerializable(typeof(Resumed))]
[JsonSerializable(typeof(RateLimited))]
[JsonSerializable(typeof(ApplicationCommandPermissionsUpdate))]
[JsonSerializable(typeof(AutoModerationRuleCreate))]
[JsonSerializable(typeof(AutoModerationRuleUpdate))]
[JsonSerializable(typeof(AutoModerationRuleDelete))]
[JsonSerializable(typeof(AutoModerationActionExecution))]
[JsonSerializable(typeof(ChannelCreate))]
[JsonSerializable(typeof(ChannelUpdate))]
[JsonSerializable(typeof(ChannelDelete))]
[JsonSerializable(typeof(ChannelInfo))]
[JsonSerializable(typeof(VoiceChannelStatusUpdate))]
[JsonSerializable(typeof(VoiceChannelStartTimeUpdate))]
[JsonSerializable(typeof(ChannelPinsUpdate))]
[JsonSerializable(typeof(ThreadCreate))]
[JsonSerializable(typeof(ThreadUpdate))]
[JsonSerializable(typeof(ThreadDelete))]
[JsonSerializable(typeof(ThreadListSync))]
[JsonSerializable(typeof(ThreadMemberUpdate))]
[JsonSerializable(typeof(ThreadMembersUpdate))]
[JsonSerializable(typeof(EntitlementCreate))]
[JsonSerializable(typeof(EntitlementUpdate))]
[JsonSerializable(typeof(EntitlementDelete))]
[JsonSerializable(typeof(SubscriptionCreate))]
[JsonSerializable(typeof(SubscriptionUpdate))]
[JsonSerializable(typeof(SubscriptionDelete))]
[JsonSerializable(typeof(GuildCreate))]
[JsonSerializable(typeof(GuildUpdate))]
[JsonSerializable(typeof(GuildDelete))]
[JsonSerializable(typeof(GuildAuditLogEntryCreate))]
[JsonSerializable(typeof(GuildBanAdd))]
[JsonSerializable(typeof(GuildBanRemove))]
[JsonSerializable(typeof(GuildEmojisUpdate))]
[JsonSerializable(typeof(GuildStickersUpdate))]
[JsonSerializable(typeof(GuildIntegrationsUpdate))]
[JsonSerializable(typeof(GuildMemberAdd))]
[JsonSerializable(typeof(GuildMemberRemove))]
[JsonSerializable(typeof(GuildMemberUpdate))]
[JsonSerializable(typeof(GuildMembersChunk))]
[JsonSerializable(typeof(GuildRoleCreate))]
[JsonSerializable(typeof(GuildRoleUpdate))]
[JsonSerializable(typeof(GuildRoleDelete))]
[JsonSerializable(typeof(GuildScheduledEventCreate))]
[JsonSerializable(typeof(GuildScheduledEventUpdate))]
[JsonSerializable(typeof(GuildScheduledEventDelete))]
[JsonSerializable(typeof(GuildScheduledEventUserAdd))]
[JsonSerializable(typeof(GuildScheduledEventUserRemove))]
[JsonSerializable(typeof(GuildSoundboardSoundCreate))]
[JsonSerializable(typeof(GuildSoundboardSoundUpdate))]
[JsonSerializable(typeof(GuildSoundboardSoundDelete))]
[JsonSerializable(typeof(GuildSoundboardSoundsUpdate))]
[JsonSerializable(typeof(SoundboardSounds))]
[JsonSerializable(typeof(IntegrationCreate))]
[JsonSerializable(typeof(IntegrationUpdate))]
[JsonSerializable(typeof(IntegrationDelete))]
[JsonSerializable(typeof(InteractionCreate))]
[JsonSerializable(typeof(InviteCreate))]
[JsonSerializable(typeof(InviteDelete))]
[JsonSerializable(typeof(MessageCreate))]
[JsonSerializable(typeof(MessageUpdate))]
[JsonSerializable(typeof(MessageDelete))]
[JsonSerializable(typeof(MessageDeleteBulk))]
[JsonSerializable(typeof(MessageReactionAdd))]
[JsonSerializable(typeof(MessageReactionRemove))]
[JsonSerializable(typeof(MessageReactionRemoveAll))]
[JsonSerializable(typeof(MessageReactionRemoveEmoji))]
[JsonSerializable(typeof(MessagePollVoteAdd))]
[JsonSerializable(typeof(MessagePollVoteRemove))]
[JsonSerializable(typeof(PresenceUpdate))]
[JsonSerializable(typeof(TypingStart))]
[JsonSerializable(typeof(UserUpdate))]
[JsonSerializable(typeof(VoiceChannelEffectSend))]
[JsonSerializable(typeof(VoiceStateUpdate))]
[JsonSerializable(typeof(VoiceServerUpdate))]
[JsonSerializable(typeof(StageInstanceCreate))]
[JsonSerializable(typeof(StageInstanceUpdate))]
[JsonSerializable(typeof(StageInstanceDelete))]
[JsonSerializable(typeof(WebhooksUpdate))]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ApplicationCommandInteractionMetadata))]
[JsonSerializable(typeof(MessageComponentInteractionMetadata))]
[JsonSerializable(typeof(ModalSubmitInteractionMetadata))]
[JsonSerializable(typeof(ActionRow))]
[JsonSerializable(typeof(Button))]
[JsonSerializable(typeof(StringSelect))]
[JsonSerializable(typeof(TextInput))]
[JsonSerializable(typeof(UserSelect))]
[JsonSerializable(typeof(RoleSelect))]
[JsonSerializable(typeof(MentionableSelect))]
[JsonSerializable(typeof(ChannelSelect))]
[JsonSerializable(typeof(Section))]
[JsonSerializable(typeof(TextDisplay))]
[JsonSerializable(typeof(Thumbnail))]
[JsonSerializable(typeof(MediaGallery))]
[JsonSerializable(typeof(FileComponent))]
[JsonSerializable(typeof(Separator))]
[JsonSerializable(typeof(Container))]
[JsonSerializable(typeof(Label))]
[JsonSerializable(typeof(FileUpload))]
[JsonSerializable(typeof(RadioGroup))]
[JsonSerializable(typeof(CheckboxGroup))]
[JsonSerializable(typeof(Checkbox))]
[JsonSerializable(typeof(LabelResponse))]
[JsonSerializable(typeof(TextDisplayResponse))]
[JsonSerializable(typeof(ActionRowResponse))]
[JsonSerializable(typeof(TextInputResponse))]
[JsonSerializable(typeof(StringSelectResponse))]
[JsonSerializable(typeof(UserSelectResponse))]
[JsonSerializable(typeof(RoleSelectResponse))]
[JsonSerializable(typeof(MentionableSelectResponse))]
[JsonSerializable(typeof(ChannelSelectResponse))]
[JsonSerializable(typeof(FileUploadResponse))]
[JsonSerializable(typeof(RadioGroupResponse))]
[JsonSerializable(typeof(CheckboxGroupResponse))]
[JsonSerializable(typeof(CheckboxResponse))]
[JsonSerializable(typeof(ApplicationCommandData))]
[JsonSerializable(typeof(MessageComponentData))]
[JsonSerializable(typeof(ModalSubmitData))]
internal sealed partial class EventJsonContext : JsonSerializerContext;

using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>A message.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-object">Discord's page</see></remarks>
public record Message : DiscordObject
{
    /// <summary>The message.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Channel or thread it is in.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>
    /// Who wrote it. Not a real user when <see cref="WebhookId"/> is set; a user with id 0 when Discord left it out.
    /// </summary>
    public User Author { get => field ?? User.Nobody; init; }

    /// <summary>
    /// Text, at most 2000 characters for bots, 4000 for some users; empty without
    /// <see cref="GatewayIntents.MessageContent"/>, apart from the bot's own messages, direct messages and mentions
    /// of the bot.
    /// </summary>
    public string Content { get => field ?? ""; init; }

    /// <summary>Moment of sending.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>Last edit by the author; null when never edited.</summary>
    public DateTimeOffset? EditedTimestamp { get; init; }

    /// <summary>Whether it was read aloud; always false in updates.</summary>
    public bool Tts { get; init; }

    /// <summary>Whether it mentions everyone.</summary>
    public bool MentionEveryone { get; init; }

    /// <summary>Users mentioned, each with its member data in guild messages.</summary>
    public IReadOnlyList<MentionedUser> Mentions { get => field ?? []; init; }

    /// <summary>Roles mentioned.</summary>
    public IReadOnlyList<Snowflake> MentionRoles { get => field ?? []; init; }

    /// <summary>Channels mentioned; only in messages that were crossposted.</summary>
    public IReadOnlyList<ChannelMention>? MentionChannels { get; init; }

    /// <summary>Files; empty without <see cref="GatewayIntents.MessageContent"/>.</summary>
    public IReadOnlyList<Attachment> Attachments { get => field ?? []; init; }

    /// <summary>Embeds; empty without <see cref="GatewayIntents.MessageContent"/>.</summary>
    public IReadOnlyList<Embed> Embeds { get => field ?? []; init; }

    /// <summary>Reactions; usually absent over the gateway.</summary>
    public IReadOnlyList<Reaction>? Reactions { get; init; }

    /// <summary>What the sender gave along to recognise its own message.</summary>
    public MessageNonce? Nonce { get; init; }

    /// <summary>Whether it is pinned.</summary>
    public bool Pinned { get; init; }

    /// <summary>Webhook that wrote it.</summary>
    public Snowflake? WebhookId { get; init; }

    /// <summary>What kind it is.</summary>
    public MessageType Type { get; init; }

    /// <summary>Rich-presence invite.</summary>
    public MessageActivity? Activity { get; init; }

    /// <summary>Application of a rich-presence invite.</summary>
    public Application? Application { get; init; }

    /// <summary>Application that wrote it as response to an interaction or through its webhook.</summary>
    public Snowflake? ApplicationId { get; init; }

    /// <summary>Flag bits.</summary>
    public MessageFlags? Flags { get; init; }

    /// <summary>Source of a crosspost, reply, pin, forward or follow.</summary>
    public MessageReference? MessageReference { get; init; }

    /// <summary>Forwarded content; one entry so far.</summary>
    public IReadOnlyList<MessageSnapshot>? MessageSnapshots { get; init; }

    /// <summary>
    /// Message that this one answers, for replies, thread starters and context menu commands. Not sent: Discord did
    /// not look it up. Sent as null: it was deleted.
    /// </summary>
    [JsonConverter(typeof(OptionalConverter<Message>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Message?> ReferencedMessage { get; init; }

    /// <summary>Interaction that this message answers.</summary>
    public MessageInteractionMetadata? InteractionMetadata { get; init; }

    /// <summary>
    /// Interaction that this message answers; deprecated in favour of <see cref="InteractionMetadata"/>.
    /// </summary>
    public MessageInteraction? Interaction { get; init; }

    /// <summary>Thread started from this message.</summary>
    public Channel? Thread { get; init; }

    /// <summary>Buttons, selects and layout; empty without <see cref="GatewayIntents.MessageContent"/>.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Stickers.</summary>
    public IReadOnlyList<StickerItem>? StickerItems { get; init; }

    /// <summary>Stickers in full; deprecated in favour of <see cref="StickerItems"/>.</summary>
    public IReadOnlyList<Sticker>? Stickers { get; init; }

    /// <summary>Approximate place within a thread; gaps and repetitions occur.</summary>
    public int? Position { get; init; }

    /// <summary>Purchase behind a role-subscription notice.</summary>
    public RoleSubscriptionData? RoleSubscriptionData { get; init; }

    /// <summary>Users, roles and channels chosen in the message's selects.</summary>
    public Resolved? Resolved { get; init; }

    /// <summary>Poll; absent without <see cref="GatewayIntents.MessageContent"/>.</summary>
    public Poll? Poll { get; init; }

    /// <summary>Call in a private channel.</summary>
    public MessageCall? Call { get; init; }

    /// <summary>Theme shared by the message.</summary>
    public SharedClientTheme? SharedClientTheme { get; init; }

    /// <summary>Purchase the message announces; not in Discord's tables.</summary>
    public PurchaseNotification? PurchaseNotification { get; init; }

    /// <summary>How a lobby shows the author; not in Discord's tables.</summary>
    public MessageLobbyMember? LobbyMember { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(ChannelId);
        it.Add(Author.Id);
        it.Add(Type);
        it.Add(Embeds.Count);
        it.Add(Attachments.Count);
    }
}

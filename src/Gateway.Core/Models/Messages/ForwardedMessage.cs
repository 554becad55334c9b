namespace Gateway.Core.Models;

/// <summary>The part of a message that is kept when it is forwarded: no author, no ids.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-snapshot-object">Discord's page</see></remarks>
public sealed record ForwardedMessage : DiscordObject
{
    /// <summary>What kind it is.</summary>
    public MessageType Type { get; init; }

    /// <summary>Text; empty without <see cref="GatewayIntents.MessageContent"/>.</summary>
    public string Content { get => field ?? ""; init; }

    /// <summary>Embeds.</summary>
    public IReadOnlyList<Embed> Embeds { get => field ?? []; init; }

    /// <summary>Files.</summary>
    public IReadOnlyList<Attachment> Attachments { get => field ?? []; init; }

    /// <summary>Moment of sending.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>Last edit by the author; null when never edited.</summary>
    public DateTimeOffset? EditedTimestamp { get; init; }

    /// <summary>Flag bits.</summary>
    public MessageFlags? Flags { get; init; }

    /// <summary>Users mentioned.</summary>
    public IReadOnlyList<MentionedUser> Mentions { get => field ?? []; init; }

    /// <summary>Roles mentioned.</summary>
    public IReadOnlyList<Snowflake> MentionRoles { get => field ?? []; init; }

    /// <summary>Stickers in full; deprecated in favour of <see cref="StickerItems"/>.</summary>
    public IReadOnlyList<Sticker>? Stickers { get; init; }

    /// <summary>Stickers.</summary>
    public IReadOnlyList<StickerItem>? StickerItems { get; init; }

    /// <summary>Buttons, selects and layout.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Type);
        it.Add(Embeds.Count);
        it.Add(Attachments.Count);
    }
}

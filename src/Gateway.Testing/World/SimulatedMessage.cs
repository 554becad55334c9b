using System.Text.Json.Nodes;

namespace Gateway.Testing;

/// <summary>A message: one a member wrote, or one the bot created over HTTP.</summary>
public sealed class SimulatedMessage
{
    internal SimulatedMessage(ulong id, SimulatedChannel channel, User author, string content, DateTimeOffset at)
    {
        Id = id;
        Channel = channel;
        Author = author;
        Content = content;
        CreatedAt = at;
    }

    /// <summary>The message's id.</summary>
    public ulong Id { get; }

    /// <summary>Where it stands.</summary>
    public SimulatedChannel Channel { get; }

    /// <summary>The author's id.</summary>
    public ulong AuthorId => Author.Id;

    /// <summary>The text, after the last edit.</summary>
    public string Content { get; internal set; }

    /// <summary>When it was created, by the simulator's clock.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it was last edited; null if never.</summary>
    public DateTimeOffset? EditedAt { get; internal set; }

    /// <summary>Whether it has been deleted.</summary>
    public bool IsDeleted { get; internal set; }

    /// <summary>The message flags. See <see href="https://docs.discord.com/developers/resources/message#message-object-message-flags"/>.</summary>
    public int Flags { get; internal set; }

    /// <summary>Whether only one person sees it (flag 64): some answers to interactions.</summary>
    public bool IsEphemeral => (Flags & 64) != 0;

    /// <summary>The message it answers; null if it answers none.</summary>
    public ulong? ReferencedMessageId { get; internal init; }

    /// <summary>The interaction it answers; null if it answers none.</summary>
    public ulong? InteractionId { get; internal init; }

    /// <summary>The body as the bot sent it, for what has no property here: embeds, components. Null for messages of members.</summary>
    public JsonObject? Body { get; internal set; }

    /// <summary>The message's type. See <see href="https://docs.discord.com/developers/resources/message#message-object-message-types"/>.</summary>
    public int Type { get; internal init; }

    internal User Author { get; }

    internal string? Nonce { get; init; }

    internal bool NonceIsNumber { get; init; }

    internal bool Tts { get; init; }

    internal bool IsPinned { get; set; }

    /// <summary>The poll in it; null for none.</summary>
    internal PollState? Poll { get; init; }

    internal JsonArray Embeds { get; set; } = [];

    internal JsonArray Components { get; set; } = [];

    /// <summary>The person whose interaction it answers.</summary>
    internal User? Invoker { get; init; }
}

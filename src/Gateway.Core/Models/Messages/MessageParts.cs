namespace Gateway.Core.Models;

/// <summary>The keys that every whole message has, apart from its ids.</summary>
[Flags]
public enum MessageParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="Message.Author"/>.</summary>
    Author = 1 << 0,

    /// <summary><see cref="Message.Content"/>.</summary>
    Content = 1 << 1,

    /// <summary><see cref="Message.Timestamp"/>.</summary>
    Timestamp = 1 << 2,

    /// <summary><see cref="Message.EditedTimestamp"/>.</summary>
    EditedTimestamp = 1 << 3,

    /// <summary><see cref="Message.Tts"/>.</summary>
    Tts = 1 << 4,

    /// <summary><see cref="Message.MentionEveryone"/>.</summary>
    MentionEveryone = 1 << 5,

    /// <summary><see cref="Message.Mentions"/>.</summary>
    Mentions = 1 << 6,

    /// <summary><see cref="Message.MentionRoles"/>.</summary>
    MentionRoles = 1 << 7,

    /// <summary><see cref="Message.Attachments"/>.</summary>
    Attachments = 1 << 8,

    /// <summary><see cref="Message.Embeds"/>.</summary>
    Embeds = 1 << 9,

    /// <summary><see cref="Message.Pinned"/>.</summary>
    Pinned = 1 << 10,

    /// <summary><see cref="Message.Type"/>.</summary>
    Type = 1 << 11,

    /// <summary>All of them.</summary>
    All = (1 << 12) - 1,
}

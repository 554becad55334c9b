namespace Gateway.Core.Models;

/// <summary>Author of an embed.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#embed-object-embed-author-structure">Discord's page</see></remarks>
public sealed record EmbedAuthor : DiscordObject
{
    /// <summary>Name, at most 256 characters.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Link behind the name.</summary>
    public string? Url { get; init; }

    /// <summary>Address of the icon.</summary>
    public string? IconUrl { get; init; }

    /// <summary>Address of the icon behind Discord's media proxy.</summary>
    public string? ProxyIconUrl { get; init; }
}

namespace Gateway.Core.Models;

/// <summary>Footer of an embed.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#embed-object-embed-footer-structure">Discord's page</see></remarks>
public sealed record EmbedFooter : DiscordObject
{
    /// <summary>Text, at most 2048 characters.</summary>
    public string Text { get => field ?? ""; init; }

    /// <summary>Address of the icon.</summary>
    public string? IconUrl { get; init; }

    /// <summary>Address of the icon behind Discord's media proxy.</summary>
    public string? ProxyIconUrl { get; init; }
}

namespace Gateway.Core.Models;

/// <summary>Site an embed was taken from.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#embed-object-embed-provider-structure">Discord's page</see></remarks>
public sealed record EmbedProvider : DiscordObject
{
    /// <summary>Name of the site.</summary>
    public string? Name { get; init; }

    /// <summary>Address of the site.</summary>
    public string? Url { get; init; }
}

namespace Gateway.Core.Models;

/// <summary>A channel on the welcome screen.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#welcome-screen-object-welcome-screen-channel-structure">Discord's page</see></remarks>
public sealed record WelcomeScreenChannel : DiscordObject
{
    /// <summary>Channel shown.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Why to visit it.</summary>
    public string Description { get => field ?? ""; init; }

    /// <summary>Custom emoji beside it.</summary>
    public Snowflake? EmojiId { get; init; }

    /// <summary>Name of the custom emoji, or the Unicode character; null without an emoji.</summary>
    public string? EmojiName { get; init; }

    private protected override void Describe(Description it) => it.Add(ChannelId);
}

namespace Gateway.Core.Models;

/// <summary>What a Community guild shows to newcomers.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#welcome-screen-object">Discord's page</see></remarks>
public sealed record WelcomeScreen : DiscordObject
{
    /// <summary>Text for newcomers.</summary>
    public string? Description { get; init; }

    /// <summary>Channels shown, at most 5.</summary>
    public IReadOnlyList<WelcomeScreenChannel> WelcomeChannels { get => field ?? []; init; }
}

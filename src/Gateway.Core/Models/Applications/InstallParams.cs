namespace Gateway.Core.Models;

/// <summary>What an application asks for when it is added.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/application#install-params-object">Discord's page</see></remarks>
public sealed record InstallParams : DiscordObject
{
    /// <summary>OAuth2 scopes asked for.</summary>
    public IReadOnlyList<string> Scopes { get => field ?? []; init; }

    /// <summary>Permissions of the bot's role.</summary>
    public Permissions Permissions { get; init; }
}

namespace Gateway.Core.Models;

/// <summary>Settings for one kind of installation.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/application#application-object-application-integration-type-configuration-object">Discord's page</see></remarks>
public sealed record IntegrationTypeConfig : DiscordObject
{
    /// <summary>Default scopes and permissions.</summary>
    public InstallParams? Oauth2InstallParams { get; init; }
}

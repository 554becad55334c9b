namespace Gateway.Core.Models;

/// <summary>The account behind an integration.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#integration-account-object">Discord's page</see></remarks>
public sealed record IntegrationAccount : DiscordObject
{
    /// <summary>Id with the provider; not necessarily a snowflake.</summary>
    public string Id { get => field ?? ""; init; }

    /// <summary>Name with the provider.</summary>
    public string Name { get => field ?? ""; init; }
}

namespace Gateway.Core.Models;

/// <summary>The application behind a bot's integration.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#integration-application-object">Discord's page</see></remarks>
public sealed record IntegrationApplication : DiscordObject
{
    /// <summary>The application.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>CDN hash of the icon.</summary>
    public string? Icon { get; init; }

    /// <summary>What it says about itself.</summary>
    public string Description { get => field ?? ""; init; }

    /// <summary>Its bot user.</summary>
    public User? Bot { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

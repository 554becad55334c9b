namespace Gateway.Core.Models;

/// <summary>A team that owns applications.</summary>
/// <remarks><see href="https://docs.discord.com/developers/topics/teams#data-models-team-object">Discord's page</see></remarks>
public sealed record Team : DiscordObject
{
    /// <summary>CDN hash of the icon.</summary>
    public string? Icon { get; init; }

    /// <summary>The team.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Members.</summary>
    public IReadOnlyList<TeamMember> Members { get => field ?? []; init; }

    /// <summary>Name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Owner.</summary>
    public Snowflake OwnerUserId { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

namespace Gateway.Core.Models;

/// <summary>A member of a team.</summary>
/// <remarks><see href="https://docs.discord.com/developers/topics/teams#data-models-team-member-object">Discord's page</see></remarks>
public sealed record TeamMember : DiscordObject
{
    /// <summary>Whether the invitation was accepted.</summary>
    public MembershipState MembershipState { get; init; }

    /// <summary>The team.</summary>
    public Snowflake TeamId { get; init; }

    /// <summary>The member.</summary>
    public User User { get => field ?? User.Nobody; init; }

    /// <summary>
    /// <c>admin</c>, <c>developer</c> or <c>read_only</c>; the owner is named by <see cref="Team.OwnerUserId"/>.
    /// </summary>
    public string Role { get => field ?? ""; init; }

    /// <summary>Always <c>*</c>; no longer in Discord's tables.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }
}

namespace Gateway.Core.Models;

/// <summary>An invite, as HTTP gives it. Over the gateway its keys occur in audit log changes.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/invite#invite-object">Discord's page</see></remarks>
public sealed record Invite : DiscordObject
{
    /// <summary>What it leads to.</summary>
    public InviteType Type { get; init; }

    /// <summary>Code; whoever knows it can join.</summary>
    public required string Code { get => field ?? ""; init; }

    /// <summary>Guild it leads to.</summary>
    public Guild? Guild { get; init; }

    /// <summary>Channel it leads to.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Who made the invite; absent for a guild's own, such as the vanity link.</summary>
    public User? Inviter { get; init; }

    /// <summary>What the invite leads to beyond its channel.</summary>
    public InviteTargetType? TargetType { get; init; }

    /// <summary>User whose stream the invite shows.</summary>
    public User? TargetUser { get; init; }

    /// <summary>Embedded application the invite opens.</summary>
    public Application? TargetApplication { get; init; }

    /// <summary>Estimated members online.</summary>
    public int? ApproximatePresenceCount { get; init; }

    /// <summary>Estimated members.</summary>
    public int? ApproximateMemberCount { get; init; }

    /// <summary>End of validity; null when it never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Event it leads to.</summary>
    public GuildScheduledEvent? GuildScheduledEvent { get; init; }

    /// <summary>Flag bits.</summary>
    public GuildInviteFlags? Flags { get; init; }

    /// <summary>Roles given on joining.</summary>
    public IReadOnlyList<Role>? Roles { get; init; }

    private protected override void Describe(Description it) => it.Add(Type);
}

using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An invite was made.</summary>
/// <remarks>
/// <para>
/// Needs <see cref="GatewayIntents.GuildInvites"/>, and the permission <see cref="Permissions.ManageChannels"/> in
/// the channel.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#invite-create">Discord's page</see></para>
/// </remarks>
public sealed record InviteCreate : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Channel it leads to.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Code; whoever knows it can join.</summary>
    public required string Code { get; init; }

    /// <summary>Moment of creation.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Guild it leads to.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Who made the invite; absent for a guild's own, such as the vanity link.</summary>
    public User? Inviter { get; init; }

    /// <summary>Seconds of validity from creation; 0 for no limit.</summary>
    public int MaxAge { get; init; }

    /// <summary>How often it can be used; 0 for no limit.</summary>
    public int MaxUses { get; init; }

    /// <summary>What the invite leads to beyond its channel.</summary>
    public InviteTargetType? TargetType { get; init; }

    /// <summary>User whose stream the invite shows.</summary>
    public User? TargetUser { get; init; }

    /// <summary>Embedded application the invite opens.</summary>
    public Application? TargetApplication { get; init; }

    /// <summary>Whether members who get no role are removed once they go offline.</summary>
    public bool Temporary { get; init; }

    /// <summary>Always 0.</summary>
    public int Uses { get; init; }

    /// <summary>End of validity; null when it never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Roles given on joining.</summary>
    public IReadOnlyList<Snowflake>? RoleIds { get; init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    private protected override void Describe(Description it)
    {
        it.Add(ChannelId);
        it.Add(GuildId);
    }
}

using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A user was unbanned.</summary>
/// <remarks>
/// <para>
/// Needs <see cref="GatewayIntents.GuildModeration"/>, and the permission <see cref="Permissions.BanMembers"/> or
/// <see cref="Permissions.ViewAuditLog"/>.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-ban-remove">Discord's page</see></para>
/// </remarks>
public sealed record GuildBanRemove : DiscordObject, IGuildEvent, IUserEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Who was unbanned.</summary>
    public required User User { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IUserEvent.UserId => User.Id;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(User.Id);
    }
}

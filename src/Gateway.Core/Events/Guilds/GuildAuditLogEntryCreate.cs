using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An action entered a guild's audit log.</summary>
/// <remarks>
/// <para>
/// Needs <see cref="GatewayIntents.GuildModeration"/>, and the permission <see cref="Permissions.ViewAuditLog"/>.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-audit-log-entry-create">Discord's page</see></para>
/// </remarks>
public sealed record GuildAuditLogEntryCreate : AuditLogEntry, IGuildEvent, IUserEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(GuildId);
    }
}

using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A role was deleted.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-role-delete">Discord's page</see></para>
/// </remarks>
public sealed record GuildRoleDelete : DiscordObject, IGuildEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Role that is gone.</summary>
    public required Snowflake RoleId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(RoleId);
    }
}

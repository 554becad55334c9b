using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A role was made.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-role-create">Discord's page</see></para>
/// </remarks>
public sealed record GuildRoleCreate : DiscordObject, IGuildEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>New role.</summary>
    public required Role Role { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(Role.Id);
    }
}

using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A role changed.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-role-update">Discord's page</see></para>
/// </remarks>
public sealed record GuildRoleUpdate : DiscordObject, IGuildEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Role as it is now.</summary>
    public required Role Role { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(Role.Id);
    }
}

using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A guild changed.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-update">Discord's page</see></para>
/// </remarks>
public sealed record GuildUpdate : Guild, IGuildEvent
{
    Snowflake? IGuildEvent.GuildId => Id;
}

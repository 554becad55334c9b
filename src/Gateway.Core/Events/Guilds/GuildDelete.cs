using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A guild became unavailable, or the bot is no longer in it.</summary>
/// <remarks>
/// <para>
/// <see cref="UnavailableGuild.Unavailable"/> true: an outage, keep what is known. Null: the bot left or was removed.
/// </para>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-delete">Discord's page</see></para>
/// </remarks>
public sealed record GuildDelete : UnavailableGuild, IGuildEvent
{
    Snowflake? IGuildEvent.GuildId => Id;
}

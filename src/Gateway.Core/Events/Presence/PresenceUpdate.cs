using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>The status or activities of a user changed.</summary>
/// <remarks>
/// <para>
/// One event for each guild shared with the user. Discord checks nothing here: only the user's id is certain.
/// </para>
/// <para>Needs <see cref="GatewayIntents.GuildPresences"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#presence-update">Discord's page</see></para>
/// </remarks>
public sealed record PresenceUpdate : Presence, IGuildEvent, IUserEvent
{
    Snowflake? IUserEvent.UserId => User.Id;
}

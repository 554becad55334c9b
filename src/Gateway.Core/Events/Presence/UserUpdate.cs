using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>The bot's own user changed.</summary>
/// <remarks>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#user-update">Discord's page</see></para>
/// </remarks>
public sealed record UserUpdate : User, IUserEvent
{
    Snowflake? IUserEvent.UserId => Id;
}

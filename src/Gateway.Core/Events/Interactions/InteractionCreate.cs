using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A user used a command, component or modal.</summary>
/// <remarks>
/// <para>
/// Answered over HTTP, within three seconds. Not sent to applications with an interactions endpoint address.
/// </para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#interaction-create">Discord's page</see></para>
/// </remarks>
public sealed record InteractionCreate : Interaction, IGuildEvent, IChannelEvent, IUserEvent
{
    Snowflake? IUserEvent.UserId => (Member?.User ?? User)?.Id;
}

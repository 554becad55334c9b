using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A user joined, changed or left a voice channel, or was muted or deafened.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildVoiceStates"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#voice-state-update">Discord's page</see></para>
/// </remarks>
public sealed record VoiceStateUpdate : VoiceState, IGuildEvent, IChannelEvent, IUserEvent
{
    Snowflake? IUserEvent.UserId => UserId;
}

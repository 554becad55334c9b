using System.Text.Json.Serialization;
using Gateway.Core.Json;
using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A voice channel came into use or emptied.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#voice-channel-start-time-update">Discord's page</see></para>
/// </remarks>
public sealed record VoiceChannelStartTimeUpdate : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Voice channel.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Its guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Since when the channel is in use; null when everybody left. On the wire: Unix seconds.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? VoiceStartTime { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IChannelEvent.ChannelId => Id;

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
    }
}

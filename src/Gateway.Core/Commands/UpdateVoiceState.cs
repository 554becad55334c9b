using System.Text.Json;

namespace Gateway.Core.Commands;

/// <summary>
/// Joins, moves within or leaves the voice of a guild. <c>VOICE_STATE_UPDATE</c> and <c>VOICE_SERVER_UPDATE</c> answer,
/// in either order; nothing does if the channel is full.
/// </summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#update-voice-state"/>.</remarks>
public sealed record UpdateVoiceState : GatewayCommand
{
    /// <summary>The guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>The channel to be in; null to leave.</summary>
    public required Snowflake? ChannelId { get; init; }

    /// <summary>Whether the bot is muted; off by default.</summary>
    public bool SelfMute { get; init; }

    /// <summary>Whether the bot is deafened; off by default.</summary>
    public bool SelfDeaf { get; init; }

    /// <inheritdoc/>
    public override GatewayOpcode Opcode => GatewayOpcode.VoiceStateUpdate;

    internal override void WriteData(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("guild_id"u8, GuildId.ToString());
        json.WriteString("channel_id"u8, ChannelId?.ToString());
        json.WriteBoolean("self_mute"u8, SelfMute);
        json.WriteBoolean("self_deaf"u8, SelfDeaf);
        json.WriteEndObject();
    }
}

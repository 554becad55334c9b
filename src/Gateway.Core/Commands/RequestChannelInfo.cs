using System.Text.Json;

namespace Gateway.Core.Commands;

/// <summary>Asks for what the voice channels of a guild show; one <c>CHANNEL_INFO</c> event answers.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#request-channel-info"/>.</remarks>
public sealed record RequestChannelInfo : GatewayCommand
{
    /// <summary>The guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Whether to send the channels' status texts; on by default.</summary>
    public bool Status { get; init; } = true;

    /// <summary>Whether to send when the channels' voice sessions began; on by default.</summary>
    public bool VoiceStartTime { get; init; } = true;

    /// <inheritdoc/>
    public override GatewayOpcode Opcode => GatewayOpcode.RequestChannelInfo;

    internal override void Validate()
    {
        if (!Status && !VoiceStartTime)
        {
            throw new ArgumentException($"{nameof(RequestChannelInfo)} asks for nothing: set {nameof(Status)} or {nameof(VoiceStartTime)}.");
        }
    }

    internal override void WriteData(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("guild_id"u8, GuildId.ToString());
        json.WriteStartArray("fields"u8);
        if (Status)
        {
            json.WriteStringValue("status"u8);
        }

        if (VoiceStartTime)
        {
            json.WriteStringValue("voice_start_time"u8);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

using System.Text.Json;

namespace Gateway.Core.Commands;

/// <summary>Asks for the soundboard sounds of guilds; one <c>SOUNDBOARD_SOUNDS</c> event comes for each.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#request-soundboard-sounds"/>.</remarks>
public sealed record RequestSoundboardSounds : GatewayCommand
{
    /// <summary>The guilds; at least one.</summary>
    public required IReadOnlyList<Snowflake> GuildIds { get; init; }

    /// <inheritdoc/>
    public override GatewayOpcode Opcode => GatewayOpcode.RequestSoundboardSounds;

    internal override void Validate()
    {
        if (GuildIds.Count == 0)
        {
            throw new ArgumentException($"{nameof(GuildIds)} is empty; name at least one guild.", nameof(GuildIds));
        }
    }

    internal override void WriteData(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("guild_ids"u8);
        foreach (Snowflake id in GuildIds)
        {
            json.WriteStringValue(id.ToString());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

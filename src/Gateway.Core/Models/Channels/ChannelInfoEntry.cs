using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>State of a voice channel, as far as it was asked for.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#channel-info">Discord's page</see></remarks>
public sealed record ChannelInfoEntry : DiscordObject
{
    /// <summary>The channel.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Status of the voice channel; not sent unless asked for, null when there is none.</summary>
    [JsonConverter(typeof(OptionalConverter<string>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Status { get; init; }

    /// <summary>
    /// Since when the voice channel is in use; not sent unless asked for, null when nobody is in it. On the wire:
    /// Unix seconds.
    /// </summary>
    [JsonConverter(typeof(OptionalUnixSecondsConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateTimeOffset?> VoiceStartTime { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

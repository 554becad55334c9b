using System.Text.Json.Serialization;
using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>Answer to a request for soundboard sounds.</summary>
/// <remarks>
/// <para>One event for each guild asked about.</para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#soundboard-sounds">Discord's page</see></para>
/// </remarks>
public sealed record SoundboardSounds : DiscordObject, IGuildEvent
{
    /// <summary>All sounds of the guild.</summary>
    [JsonPropertyName("soundboard_sounds")]
    public IReadOnlyList<SoundboardSound> Sounds { get => field ?? []; init; }

    /// <summary>Guild that was asked about.</summary>
    public required Snowflake GuildId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(Sounds.Count);
    }
}

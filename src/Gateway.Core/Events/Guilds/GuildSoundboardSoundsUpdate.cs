using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>Several soundboard sounds changed at once.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildExpressions"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-soundboard-sounds-update">Discord's page</see></para>
/// </remarks>
public sealed record GuildSoundboardSoundsUpdate : DiscordObject, IGuildEvent
{
    /// <summary>Sounds that changed.</summary>
    public IReadOnlyList<SoundboardSound> SoundboardSounds { get => field ?? []; init; }

    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(SoundboardSounds.Count);
    }
}

using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A soundboard sound was deleted.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildExpressions"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-soundboard-sound-delete">Discord's page</see></para>
/// </remarks>
public sealed record GuildSoundboardSoundDelete : DiscordObject, IGuildEvent
{
    /// <summary>Sound that is gone.</summary>
    public required Snowflake SoundId { get; init; }

    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(SoundId);
        it.Add(GuildId);
    }
}

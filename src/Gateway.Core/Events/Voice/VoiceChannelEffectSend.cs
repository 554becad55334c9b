using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A user sent an emoji or a sound to the voice channel the bot is in.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildVoiceStates"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#voice-channel-effect-send">Discord's page</see></para>
/// </remarks>
public sealed record VoiceChannelEffectSend : DiscordObject, IGuildEvent, IChannelEvent, IUserEvent
{
    /// <summary>Voice channel.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Its guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Who sent the effect.</summary>
    public required Snowflake UserId { get; init; }

    /// <summary>Emoji, for emoji reactions and sounds that have one.</summary>
    public Emoji? Emoji { get; init; }

    /// <summary>Kind of animation.</summary>
    public VoiceEffectAnimationType? AnimationType { get; init; }

    /// <summary>Which animation.</summary>
    public int? AnimationId { get; init; }

    /// <summary>Soundboard sound; Discord's default sounds have very small ids.</summary>
    public Snowflake? SoundId { get; init; }

    /// <summary>Loudness, 0 to 1.</summary>
    public double? SoundVolume { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    Snowflake? IUserEvent.UserId => UserId;

    private protected override void Describe(Description it)
    {
        it.Add(ChannelId);
        it.Add(GuildId);
        it.Add(UserId);
    }
}

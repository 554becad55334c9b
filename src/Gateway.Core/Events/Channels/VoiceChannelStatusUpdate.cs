using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>The status of a voice channel changed.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#voice-channel-status-update">Discord's page</see></para>
/// </remarks>
public sealed record VoiceChannelStatusUpdate : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Voice channel.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Its guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>New status, at most 500 characters; null when it was cleared.</summary>
    public string? Status { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IChannelEvent.ChannelId => Id;

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
    }
}

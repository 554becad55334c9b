using System.Text.Json.Serialization;
using Gateway.Core.Json;
using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A user began to type.</summary>
/// <remarks>
/// <para>Holds for about ten seconds.</para>
/// <para>
/// Needs <see cref="GatewayIntents.GuildMessageTyping"/> or <see cref="GatewayIntents.DirectMessageTyping"/>.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#typing-start">Discord's page</see></para>
/// </remarks>
public sealed record TypingStart : DiscordObject, IGuildEvent, IChannelEvent, IUserEvent
{
    /// <summary>Channel.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Guild; absent for direct messages.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Who types.</summary>
    public required Snowflake UserId { get; init; }

    /// <summary>When it began. On the wire: Unix seconds.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>Who types, as a member; guilds only.</summary>
    public GuildMember? Member { get; init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    Snowflake? IUserEvent.UserId => UserId;

    private protected override void Describe(Description it)
    {
        it.Add(ChannelId);
        it.Add(UserId);
        it.Add(GuildId);
    }
}

using System.Text.Json.Serialization;
using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A message was edited, got embeds or a thread, was crossposted, or its poll ended.</summary>
/// <remarks>
/// <para>
/// Discord sends the whole message today but once sent parts; <see cref="Missing"/> names what was not sent.
/// </para>
/// <para>Needs <see cref="GatewayIntents.GuildMessages"/> or <see cref="GatewayIntents.DirectMessages"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#message-update">Discord's page</see></para>
/// </remarks>
public sealed record MessageUpdate : Message, IGuildEvent, IChannelEvent, IUserEvent
{
    /// <summary>Guild; absent for direct messages and ephemeral ones.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>
    /// The author as a member, without user; absent for webhooks, direct messages and ephemeral ones.
    /// </summary>
    public GuildMember? Member { get; init; }

    /// <summary>What kind of channel it is in.</summary>
    public ChannelType? ChannelType { get; init; }

    /// <summary>
    /// Keys every whole message has that this update lacked: their properties hold no news. Set by reading, not sent.
    /// </summary>
    [JsonIgnore]
    public MessageParts Missing { get; init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    Snowflake? IUserEvent.UserId => Author.Id;

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(GuildId);
        it.Add(Missing);
    }
}

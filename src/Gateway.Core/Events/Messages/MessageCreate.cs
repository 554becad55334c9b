using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A message was sent.</summary>
/// <remarks>
/// <para>Ephemeral messages count as direct ones, even in guilds.</para>
/// <para>Needs <see cref="GatewayIntents.GuildMessages"/> or <see cref="GatewayIntents.DirectMessages"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#message-create">Discord's page</see></para>
/// </remarks>
public sealed record MessageCreate : Message, IGuildEvent, IChannelEvent, IUserEvent
{
    /// <summary>Guild; absent for direct messages and ephemeral ones.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>
    /// The author as a member, without user; absent for webhooks, direct messages and ephemeral ones.
    /// </summary>
    public GuildMember? Member { get; init; }

    /// <summary>What kind of channel it is in.</summary>
    public ChannelType? ChannelType { get; init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    Snowflake? IUserEvent.UserId => Author.Id;

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(GuildId);
    }
}

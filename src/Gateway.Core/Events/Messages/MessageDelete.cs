using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A message was deleted.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildMessages"/> or <see cref="GatewayIntents.DirectMessages"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#message-delete">Discord's page</see></para>
/// </remarks>
public sealed record MessageDelete : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Message that is gone.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Channel it was in.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Guild; absent for direct messages.</summary>
    public Snowflake? GuildId { get; init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(ChannelId);
        it.Add(GuildId);
    }
}

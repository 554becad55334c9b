using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A thread was deleted.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#thread-delete">Discord's page</see></para>
/// </remarks>
public sealed record ThreadDelete : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Thread.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Its guild.</summary>
    public Snowflake GuildId { get; init; }

    /// <summary>Channel it was in.</summary>
    public Snowflake ParentId { get; init; }

    /// <summary>What kind it was.</summary>
    public ChannelType Type { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IChannelEvent.ChannelId => Id;

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(ParentId);
        it.Add(Type);
    }
}

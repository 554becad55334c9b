using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>The bot's own membership of a thread changed.</summary>
/// <remarks>
/// <para>Also tells that the bot is in a thread that was brought back.</para>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#thread-member-update">Discord's page</see></para>
/// </remarks>
public sealed record ThreadMemberUpdate : ThreadMember, IGuildEvent, IChannelEvent, IUserEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IChannelEvent.ChannelId => Id;

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(GuildId);
    }
}

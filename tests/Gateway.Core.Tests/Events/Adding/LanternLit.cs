using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A lantern was lit in a channel.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#lantern-lit">Discord's page</see></para>
/// </remarks>
public sealed record LanternLit : DiscordObject, IGuildEvent, IChannelEvent, IUserEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Channel the lantern stands in.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Who lit it.</summary>
    public User? User { get; init; }

    /// <summary>Oil left, in millilitres.</summary>
    public int OilLeft { get; init; }

    /// <summary>What the lantern's plate says.</summary>
    public string? Note { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    Snowflake? IUserEvent.UserId => User?.Id;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(ChannelId);
        it.Add(OilLeft);
    }
}

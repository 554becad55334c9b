using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A webhook of a channel was made, changed or deleted.</summary>
/// <remarks>
/// <para>Tells only where; ask over HTTP for more.</para>
/// <para>Needs <see cref="GatewayIntents.GuildWebhooks"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#webhooks-update">Discord's page</see></para>
/// </remarks>
public sealed record WebhooksUpdate : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Channel whose webhooks changed.</summary>
    public required Snowflake ChannelId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(ChannelId);
    }
}

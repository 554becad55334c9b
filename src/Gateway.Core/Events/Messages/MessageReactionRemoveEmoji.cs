using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>All reactions to a message with one emoji were removed.</summary>
/// <remarks>
/// <para>
/// Needs <see cref="GatewayIntents.GuildMessageReactions"/> or <see cref="GatewayIntents.DirectMessageReactions"/>.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#message-reaction-remove-emoji">Discord's page</see></para>
/// </remarks>
public sealed record MessageReactionRemoveEmoji : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Channel of the message.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Guild; absent for direct messages.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Message that lost the reactions.</summary>
    public required Snowflake MessageId { get; init; }

    /// <summary>Emoji whose reactions are gone.</summary>
    public Emoji Emoji { get => field ?? new(); init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    private protected override void Describe(Description it)
    {
        it.Add(ChannelId);
        it.Add(MessageId);
        it.Add(GuildId);
    }
}

using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A reaction was taken back or removed.</summary>
/// <remarks>
/// <para>
/// Needs <see cref="GatewayIntents.GuildMessageReactions"/> or <see cref="GatewayIntents.DirectMessageReactions"/>.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#message-reaction-remove">Discord's page</see></para>
/// </remarks>
public sealed record MessageReactionRemove : DiscordObject, IGuildEvent, IChannelEvent, IUserEvent
{
    /// <summary>Whose reaction it was.</summary>
    public required Snowflake UserId { get; init; }

    /// <summary>Channel of the message.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Message reacted to.</summary>
    public required Snowflake MessageId { get; init; }

    /// <summary>Guild; absent for direct messages.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Emoji; without a name when a custom one was deleted.</summary>
    public Emoji Emoji { get => field ?? new(); init; }

    /// <summary>Whether it was a super reaction.</summary>
    public bool Burst { get; init; }

    /// <summary>Normal or super.</summary>
    public ReactionType Type { get; init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    Snowflake? IUserEvent.UserId => UserId;

    private protected override void Describe(Description it)
    {
        it.Add(UserId);
        it.Add(ChannelId);
        it.Add(MessageId);
        it.Add(GuildId);
    }
}

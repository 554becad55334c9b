using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A user voted in a poll.</summary>
/// <remarks>
/// <para>One event for each answer chosen.</para>
/// <para>
/// Needs <see cref="GatewayIntents.GuildMessagePolls"/> or <see cref="GatewayIntents.DirectMessagePolls"/>.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#message-poll-vote-add">Discord's page</see></para>
/// </remarks>
public sealed record MessagePollVoteAdd : DiscordObject, IGuildEvent, IChannelEvent, IUserEvent
{
    /// <summary>Who voted.</summary>
    public required Snowflake UserId { get; init; }

    /// <summary>Channel of the message.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Message with the poll.</summary>
    public required Snowflake MessageId { get; init; }

    /// <summary>Guild; absent for direct messages.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Answer, as <see cref="PollAnswer.AnswerId"/>.</summary>
    public int AnswerId { get; init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    Snowflake? IUserEvent.UserId => UserId;

    private protected override void Describe(Description it)
    {
        it.Add(UserId);
        it.Add(ChannelId);
        it.Add(MessageId);
        it.Add(GuildId);
        it.Add(AnswerId);
    }
}

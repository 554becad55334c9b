namespace Gateway.Core.Models;

/// <summary>Votes for one answer of a poll.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/poll#poll-results-object-poll-answer-count-object-structure">Discord's page</see></remarks>
public sealed record PollAnswerCount : DiscordObject
{
    /// <summary>The answer's <see cref="PollAnswer.AnswerId"/>.</summary>
    public int Id { get; init; }

    /// <summary>Votes.</summary>
    public int Count { get; init; }

    /// <summary>Whether the bot voted for it.</summary>
    public bool MeVoted { get; init; }
}

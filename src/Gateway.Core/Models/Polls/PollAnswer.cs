namespace Gateway.Core.Models;

/// <summary>An answer of a poll.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/poll#poll-answer-object">Discord's page</see></remarks>
public sealed record PollAnswer : DiscordObject
{
    /// <summary>Number of the answer within its poll; counts from 1 today, without promise.</summary>
    public int AnswerId { get; init; }

    /// <summary>What it says.</summary>
    public PollMedia PollMedia { get => field ?? new(); init; }
}

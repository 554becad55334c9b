namespace Gateway.Core.Models;

/// <summary>Votes of a poll. While it runs they may be off by a few.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/poll#poll-results-object">Discord's page</see></remarks>
public sealed record PollResults : DiscordObject
{
    /// <summary>Whether the votes were counted exactly.</summary>
    public bool IsFinalized { get; init; }

    /// <summary>Votes by answer; one without an entry has none.</summary>
    public IReadOnlyList<PollAnswerCount> AnswerCounts { get => field ?? []; init; }
}

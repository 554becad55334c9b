namespace Gateway.Core.Models;

/// <summary>A poll.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/poll#poll-object">Discord's page</see></remarks>
public sealed record Poll : DiscordObject
{
    /// <summary>The question; text only.</summary>
    public PollMedia Question { get => field ?? new(); init; }

    /// <summary>Answers, at most 10.</summary>
    public IReadOnlyList<PollAnswer> Answers { get => field ?? []; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? Expiry { get; init; }

    /// <summary>Whether several answers can be chosen.</summary>
    public bool AllowMultiselect { get; init; }

    /// <summary>Layout.</summary>
    public PollLayoutType LayoutType { get; init; }

    /// <summary>Votes so far; when absent they are unknown, not zero.</summary>
    public PollResults? Results { get; init; }

    private protected override void Describe(Description it) => it.Add(Answers.Count);
}

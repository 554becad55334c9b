namespace Gateway.Testing;

/// <summary>A poll: its question, its answers from 1, and who chose which.</summary>
internal sealed class PollState(string question, IReadOnlyList<string> answers, bool severalAnswers, DateTimeOffset endsAt)
{
    public string Question { get; } = question;

    public IReadOnlyList<string> Answers { get; } = answers;

    public bool SeveralAnswers { get; } = severalAnswers;

    public DateTimeOffset EndsAt { get; } = endsAt;

    public bool IsOver { get; set; }

    public HashSet<(int Answer, ulong UserId)> Votes { get; } = [];
}

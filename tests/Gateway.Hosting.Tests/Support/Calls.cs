using System.Collections.Concurrent;

namespace Gateway.Hosting.Tests.Support;

/// <summary>What handlers note down, in order.</summary>
internal sealed class Calls
{
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly Signal _changed = new();

    public IReadOnlyList<string> Notes => [.. _notes];

    public void Note(string note)
    {
        _notes.Enqueue(note);
        _changed.Raise();
    }

    /// <summary>Waits until so many notes were made.</summary>
    public Task WaitForAsync(int count) => _changed.UntilAsync(
        () => _notes.Count >= count ? this : null,
        () => $"{count} notes were not made. There are: {string.Join(", ", Notes)}");

    public Task WaitForAsync(string note) => _changed.UntilAsync(
        () => _notes.Contains(note) ? this : null,
        () => $"'{note}' was not noted. There are: {string.Join(", ", Notes)}");
}

namespace Gateway.Hosting.Dispatch;

/// <summary>
/// An event that two shards bring, of which handlers see one copy. The other copy has finished once that one has: neither
/// session may be resumed from behind an event that is in the hands of handlers.
/// </summary>
internal sealed class SharedEvent
{
    private readonly Lock _lock = new(); // protects the rest; taken before that of a FinishedSequence, never after
    private readonly FinishedSequence.Mark _mark = new() { IsCopy = true };
    private FinishedSequence? _copied;
    private bool _isOver;
    private bool _hasFinished;

    /// <summary>The copy that handlers were to see is over.</summary>
    /// <param name="finished">False if it was given up, so that it has to come again.</param>
    public void End(bool finished)
    {
        lock (_lock)
        {
            (_isOver, _hasFinished) = (true, finished);
            _copied?.End(_mark, finished);
        }
    }

    /// <summary>The other copy was read; called by the loop that reads it, once.</summary>
    /// <param name="sequences">Those of its session.</param>
    /// <param name="sequence">Its own.</param>
    public void AddCopy(FinishedSequence sequences, long? sequence)
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _copied = sequences;
                sequences.Begin(_mark, sequence);
            }
            else if (_hasFinished)
            {
                sequences.Advance(sequence);
            }
            else
            {
                sequences.GiveUp(sequence);
            }
        }
    }
}

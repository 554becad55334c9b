namespace Gateway.Core.Transport;

/// <summary>Whether a message, or a part of one, came from the other side. The socket marks it, the heartbeat takes it.</summary>
internal sealed class LifeSigns
{
    private int _marked;

    public void Mark() => Volatile.Write(ref _marked, 1);

    /// <summary>Whether it was marked since this was last asked.</summary>
    public bool Take() => Interlocked.Exchange(ref _marked, 0) != 0;
}

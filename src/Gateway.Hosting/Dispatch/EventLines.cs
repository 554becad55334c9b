using System.Runtime.InteropServices;

namespace Gateway.Hosting.Dispatch;

/// <summary>Lines of events: in each, one runs and the others wait for it, in order. A line that is empty is not there.</summary>
internal sealed class EventLines
{
    private readonly Lock _lock = new(); // protects _lines and the links of those that wait

    // Each line by its key: the last that waits, whose next is the first; null if one runs and none waits.
    private readonly Dictionary<ulong, IWaiting?> _lines = [];

    /// <summary>Goes first in a line that is empty. False if it is not.</summary>
    public bool TryEnter(ulong key)
    {
        lock (_lock)
        {
            return _lines.TryAdd(key, null);
        }
    }

    /// <summary>Goes first in a line that is empty, or else waits in it. Returns whether it goes first.</summary>
    public bool EnterOrWait(ulong key, IWaiting waiting)
    {
        lock (_lock)
        {
            ref IWaiting? last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, key, out bool exists);
            if (!exists)
            {
                return true;
            }

            waiting.NextInLine = last is null ? waiting : last.NextInLine;
            last?.NextInLine = waiting;
            last = waiting;
            return false;
        }
    }

    /// <summary>The one that ran has finished: the next in its line goes on, if there is one. Returns whether there was.</summary>
    public bool Leave(ulong key)
    {
        IWaiting first;
        lock (_lock)
        {
            ref IWaiting? last = ref CollectionsMarshal.GetValueRefOrNullRef(_lines, key);
            if (last is null)
            {
                _lines.Remove(key);
                return false;
            }

            first = last.NextInLine!;
            if (ReferenceEquals(first, last))
            {
                last = null;
            }
            else
            {
                last.NextInLine = first.NextInLine;
            }

            first.NextInLine = null;
        }

        ThreadPool.UnsafeQueueUserWorkItem(first, preferLocal: false);
        return true;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Dispatch;

/// <summary>
/// The DI scopes of one event: one that its scoped handlers share, one for each handler that runs apart, and one for each
/// report on a handler that still runs. Each is made when it is first asked for, so that no two ever use one at the same
/// time, and most events have none.
/// </summary>
internal sealed class EventScopes(EventDispatcher dispatcher)
{
    /// <summary>The slot of the scope that is shared.</summary>
    public const int Shared = -1;

    /// <summary>The slot of the first report; those after it count down.</summary>
    public const int FirstReport = -2;

    private readonly Lock _lock = new(); // protects everything below
    private Owned? _first;
    private bool _sharedEnded;
    private int _version;

    /// <param name="version">The event it is asked about.</param>
    /// <param name="slot">Who asks.</param>
    /// <param name="isRunning">Whether that handler runs; of no meaning for the one that is shared.</param>
    /// <exception cref="ObjectDisposedException">The handler has finished.</exception>
    public IServiceProvider Get(int version, int slot, bool isRunning)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(version != _version || (slot == Shared ? _sharedEnded : !isRunning), typeof(EventContext));
            Owned? owned = _first;
            while (owned is not null && owned.Slot != slot)
            {
                owned = owned.Next;
            }

            owned ??= _first = new Owned(slot, dispatcher.Scopes.CreateAsyncScope(), _first);
            return owned.Scope.ServiceProvider;
        }
    }

    /// <summary>Disposes of a scope, if there is one. Never throws.</summary>
    public ValueTask EndAsync(int slot, string eventName)
    {
        if (Volatile.Read(ref _first) is null)
        {
            return default;
        }

        Owned? ended = null;
        lock (_lock)
        {
            _sharedEnded |= slot == Shared;
            for (Owned? owned = _first, previous = null; owned is not null; previous = owned, owned = owned.Next)
            {
                if (owned.Slot == slot)
                {
                    ended = owned;
                    _ = previous is null ? _first = owned.Next : previous.Next = owned.Next;
                    break;
                }
            }
        }

        return ended is null ? default : DisposeAsync(ended, eventName);
    }

    /// <summary>The event is over. It may be used again, for another event.</summary>
    public void End(int nextVersion, string eventName)
    {
        Owned? left;
        lock (_lock)
        {
            _version = nextVersion;
            left = _first;
            _first = null;
            _sharedEnded = false;
        }

        // Asked for in the moment in which the handler finished, by something it left running.
        for (; left is not null; left = left.Next)
        {
            _ = DisposeAsync(left, eventName).AsTask();
        }
    }

    private async ValueTask DisposeAsync(Owned owned, string eventName)
    {
        try
        {
            await owned.Scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            dispatcher.OnScopeNotDisposed(e, eventName);
        }
    }

    private sealed class Owned(int slot, AsyncServiceScope scope, Owned? next)
    {
        public int Slot => slot;

        public AsyncServiceScope Scope => scope;

        public Owned? Next { get; set; } = next;
    }
}

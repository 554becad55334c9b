using System.Runtime.CompilerServices;

namespace Gateway.Core;

/// <summary>
/// One shard of a bucket at a time is about to identify; the others wait in line. How many buckets there are may change
/// meanwhile: all keep their places, and as long as Discord may count what was sent before, shards that share a bucket
/// before or after the change go one at a time.
/// </summary>
internal sealed class IdentifyLine(int buckets, TimeProvider time)
{
    private readonly Lock _lock = new(); // protects everything below, and every IdentifyTurn
    private readonly LinkedList<IdentifyTurn> _waiting = [];
    private readonly List<IdentifyTurn> _taken = []; // held now, or used less than a window ago
    private int _buckets = buckets;

    /// <summary>How many may identify at a time.</summary>
    public int Buckets
    {
        get => Volatile.Read(ref _buckets);
        set
        {
            lock (_lock)
            {
                _buckets = value;
                GrantFree();
            }
        }
    }

    /// <summary>Takes the last place in line, at once, and waits for the turn.</summary>
    public async ValueTask<IdentifyTurn> EnterAsync(ShardId shard, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = new IdentifyTurn(shard.Id);
        lock (_lock)
        {
            _waiting.AddLast(turn);
            GrantFree();
        }

        await using ConfiguredAsyncDisposable _ = cancellationToken
            .UnsafeRegister((_, token) => GiveUp(turn, token), null)
            .ConfigureAwait(false);
        await turn.Granted.ConfigureAwait(false);
        return turn;
    }

    /// <summary>Begins to use a turn. If it is too early for that, returns how long to wait before it is tried again.</summary>
    public TimeSpan TryUse(IdentifyTurn turn)
    {
        lock (_lock)
        {
            int buckets = Forget();
            TimeSpan left = TimeSpan.Zero;
            foreach (IdentifyTurn other in _taken)
            {
                if (other != turn && other.UsedAt is not null && (other.Shard - turn.Shard) % buckets == 0)
                {
                    TimeSpan after = other.IsHeld ? IdentifyQueue.Window : LeftAfter(other);
                    left = after > left ? after : left;
                }
            }

            if (left <= TimeSpan.Zero)
            {
                turn.UsedAt = time.GetTimestamp();
                turn.BucketsThen = _buckets;
            }

            return TimerTime.RoundUp(left);
        }
    }

    /// <summary>Gives a turn to the next.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="used">Whether an Identify was sent, or may have been.</param>
    public void Leave(IdentifyTurn turn, bool used)
    {
        lock (_lock)
        {
            turn.IsHeld = false;
            turn.UsedAt = used ? time.GetTimestamp() : null; // it may have taken a while to send
            GrantFree();
        }
    }

    private void GiveUp(IdentifyTurn turn, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiting.Remove(turn))
            {
                turn.Cancel(cancellationToken);
            }
        }
    }

    /// <summary>Gives each bucket in which nobody has the turn to the first in line for it.</summary>
    private void GrantFree()
    {
        int buckets = Forget();
        HashSet<int> busy = [];
        foreach (IdentifyTurn turn in _taken)
        {
            if (turn.IsHeld)
            {
                busy.Add(turn.Shard % buckets);
            }
        }

        for (LinkedListNode<IdentifyTurn>? place = _waiting.First; place is not null && busy.Count < buckets;)
        {
            LinkedListNode<IdentifyTurn> it = place;
            place = it.Next;
            if (busy.Add(it.Value.Shard % buckets))
            {
                _waiting.Remove(it);
                _taken.Add(it.Value);
                it.Value.IsHeld = true;
                it.Value.Grant();
            }
        }
    }

    /// <summary>
    /// Forgets what Discord no longer counts, and returns how many buckets there are: while it counts what was sent when
    /// there were more or fewer, their common divisor. Shards of different buckets by that are so by either.
    /// </summary>
    private int Forget()
    {
        _taken.RemoveAll(turn => !turn.IsHeld && (turn.UsedAt is null || LeftAfter(turn) <= TimeSpan.Zero));
        int divisor = _buckets;
        foreach (IdentifyTurn turn in _taken)
        {
            divisor = turn.UsedAt is null ? divisor : Divisor(divisor, turn.BucketsThen);
        }

        return divisor;
    }

    private TimeSpan LeftAfter(IdentifyTurn turn) => IdentifyQueue.Window - time.GetElapsedTime(turn.UsedAt!.Value);

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Core;

/// <summary>The identify queue of a bot whose shards all run in this process.</summary>
public sealed class IdentifyQueue : IIdentifyQueue
{
    /// <summary>
    /// How far apart two Identifies of one bucket are sent: 5.08 seconds. Discord wants five between their arrivals, and
    /// the first may take longer to arrive than the second. To one that comes too early it answers with opcode 9, and the
    /// shard tries again one to five seconds later; the 80 milliseconds make a large fleet's start 1.6 % longer.
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(5.08);

    private readonly ConcurrentDictionary<int, Bucket> _buckets = new();
    private readonly int _maxConcurrency;
    private readonly DailyBudget _budget;
    private readonly TimeProvider _time;

    /// <param name="limit">The limit as GET /gateway/bot gave it.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    public IdentifyQueue(SessionStartLimit limit, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(limit);
        _time = timeProvider ?? TimeProvider.System;
        _maxConcurrency = Math.Max(1, limit.MaxConcurrency);
        _budget = new DailyBudget(limit, this, _time);
    }

    /// <summary>
    /// Asks Discord anew, as GET /gateway/bot answers: when the day's budget resets, and when what is known is an hour
    /// old. Null, the default, for counting from the first answer and for days of 24 hours.
    /// </summary>
    public Func<CancellationToken, Task<SessionStartLimit>>? Refresh { get; init; }

    /// <summary>Keeps the account of session starts over restarts. Null, the default, for relying on Discord's count alone.</summary>
    public IIdentifyBudgetStore? BudgetStore { get; init; }

    /// <summary>Told once a day when no session starts are left, and of a budget that cannot be kept. Default: nobody.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>How many sessions may still be started, and until when that holds. A snapshot.</summary>
    public IdentifyBudget Budget => _budget.Current;

    /// <inheritdoc/>
    public async ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken)
    {
        Bucket bucket = _buckets.GetOrAdd(shard.Id % _maxConcurrency, static _ => new Bucket());
        await bucket.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _budget.ReserveAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            bucket.Turn.Release();
            throw;
        }

        return new Permit(this, bucket);
    }

    /// <summary>One shard of a bucket at a time is about to identify; the others wait in line.</summary>
    private sealed class Bucket
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>When the last Identify was sent, as a timestamp. Touched only by the holder of the turn.</summary>
        public long? LastUsed { get; set; }
    }

    private sealed class Permit(IdentifyQueue queue, Bucket bucket) : IIdentifyPermit
    {
        private bool _used;
        private bool _disposed;

        public async ValueTask UseAsync(CancellationToken cancellationToken)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_used)
            {
                throw new InvalidOperationException("An identify permit is good for one Identify.");
            }

            TimeSpan left = bucket.LastUsed is { } last ? Window - queue._time.GetElapsedTime(last) : queue._budget.Left(Window);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, queue._time, cancellationToken).ConfigureAwait(false);
            }

            await queue._budget.SpendAsync(cancellationToken).ConfigureAwait(false);
            _used = true;
            bucket.LastUsed = queue._time.GetTimestamp();
        }

        public ValueTask DisposeAsync()
        {
            if (!_disposed)
            {
                _disposed = true;
                if (_used)
                {
                    bucket.LastUsed = queue._time.GetTimestamp(); // it may have taken a while to send
                }
                else
                {
                    queue._budget.Return();
                }

                bucket.Turn.Release();
            }

            return ValueTask.CompletedTask;
        }
    }
}

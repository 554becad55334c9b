using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Core;

/// <summary>The identify queue of a bot whose shards all run in this process.</summary>
/// <remarks>
/// While Discord takes Identifies and answers none with Ready, it saves the day's budget: after ten in a row (twice
/// <c>max_concurrency</c>, if that is more) the next go one at a time, 10 seconds apart and twice as far after each, up to 5
/// minutes. The first Ready lets all go on at once.
/// </remarks>
public sealed class IdentifyQueue : IIdentifyQueue
{
    /// <summary>
    /// How far apart two Identifies of one bucket are sent: 5.08 seconds. Discord wants five between their arrivals, and
    /// the first may take longer to arrive than the second. To one that comes too early it answers with opcode 9, and the
    /// shard tries again one to five seconds later; the 80 milliseconds make a large fleet's start 1.6 % longer.
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(5.08);

    private readonly IdentifyLine _line;
    private readonly DailyBudget _budget;
    private readonly IdentifyBreaker _breaker;
    private readonly TimeProvider _time;

    /// <param name="limit">The limit as GET /gateway/bot gave it.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    public IdentifyQueue(SessionStartLimit limit, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(limit);
        _time = timeProvider ?? TimeProvider.System;
        _line = new IdentifyLine(BucketsOf(limit), _time);
        _budget = new DailyBudget(limit, this, _time);
        _breaker = new IdentifyBreaker(this, _time);
    }

    /// <summary>
    /// Asks Discord anew, as GET /gateway/bot answers: when the day's budget resets, and when what is known is an hour
    /// old. What it says is taken over as by <see cref="Update"/>. Null, the default, for counting from the first answer and for days of 24 hours.
    /// </summary>
    public Func<CancellationToken, Task<SessionStartLimit>>? Refresh { get; init; }

    /// <summary>Keeps the account of session starts over restarts. Null, the default, for relying on Discord's count alone.</summary>
    public IIdentifyBudgetStore? BudgetStore { get; init; }

    /// <summary>
    /// Told once a day when no session starts are left, of a budget that cannot be kept, and when Discord answers no Identify
    /// with Ready. What it throws costs the line and nothing else. Default: nobody.
    /// </summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>How many sessions may still be started, and until when that holds. A snapshot.</summary>
    public IdentifyBudget Budget => _budget.Current;

    /// <summary>The logger as the queue uses it.</summary>
    internal ILogger Log => GuardedLogger.Of(Logger);

    /// <summary>When the next Identify may be sent, if the day's budget or the lack of a Ready holds up all of them.</summary>
    internal DateTimeOffset? HeldUpUntil => _budget.Current is { Remaining: <= 0, ResetsAt: var at } ? at : _breaker.NextAt;

    /// <summary>How many may identify at a time.</summary>
    internal int MaxConcurrency => _line.Buckets;

    /// <summary>
    /// Takes over what Discord says by now, <c>max_concurrency</c> and the day's budget. Shards that wait keep their places.
    /// For the five seconds in which Discord may still count what was sent before, no two go at a time that share a bucket by
    /// the old number or by the new.
    /// </summary>
    /// <param name="limit">The limit as GET /gateway/bot gave it just now.</param>
    public void Update(SessionStartLimit limit)
    {
        ArgumentNullException.ThrowIfNull(limit);
        _budget.Renew(limit);
        _line.Buckets = BucketsOf(limit);
    }

    /// <inheritdoc/>
    public async ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken)
    {
        IdentifyTurn turn = await _line.EnterAsync(shard, cancellationToken).ConfigureAwait(false);
        bool alone = false;
        try
        {
            alone = await _breaker.EnterAsync(cancellationToken).ConfigureAwait(false);
            await _budget.ReserveAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _breaker.Leave(alone);
            _line.Leave(turn, used: false);
            throw;
        }

        return new IdentifyPermit(_line, turn, _budget, _breaker, alone, _time);
    }

    private static int BucketsOf(SessionStartLimit limit) => Math.Max(1, limit.MaxConcurrency);
}

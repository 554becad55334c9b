using Microsoft.Extensions.Logging;

namespace Gateway.Core;

/// <summary>
/// Saves the day's session starts while Discord takes Identifies and answers none with Ready: after some in a row, whichever
/// shards', they go one at a time and further and further apart. The first Ready ends it for everyone.
/// </summary>
internal sealed partial class IdentifyBreaker(IdentifyQueue queue, TimeProvider time)
{
    /// <summary>The space between the Identify that was one too many and the next. It doubles with each that is sent.</summary>
    public static readonly TimeSpan FirstSpace = TimeSpan.FromSeconds(10);

    /// <summary>The most the space grows to: with it, a day without Ready takes 288 of at least 1,000 session starts.</summary>
    public static readonly TimeSpan LongestSpace = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new(); // protects _withoutReady, _trouble, _lastSent and _space
    private readonly SemaphoreSlim _turn = new(1, 1); // one at a time, while there is trouble
    private int _withoutReady;
    private CancellationTokenSource? _trouble; // cancelled by the first Ready; null while all is well. Not disposed of: it holds nothing
    private long _lastSent;
    private TimeSpan _space;

    /// <summary>When the next Identify may be sent; null if nothing holds it up.</summary>
    public DateTimeOffset? NextAt => Left is { } left && left > TimeSpan.Zero ? time.GetUtcNow() + left : null;

    /// <summary>
    /// So many in a row are no accident: for one shard, minutes of trying; for a fleet, two whole windows of all its buckets.
    /// </summary>
    private int TooMany => Math.Max(10, 2 * queue.MaxConcurrency);

    private CancellationToken? Trouble
    {
        get
        {
            lock (_lock)
            {
                return _trouble?.Token;
            }
        }
    }

    /// <summary>What is left of the space; null while all is well.</summary>
    private TimeSpan? Left
    {
        get
        {
            lock (_lock)
            {
                return _trouble is null ? null : _space - time.GetElapsedTime(_lastSent);
            }
        }
    }

    /// <summary>Waits until one may go. Returns whether it is the only one, and has to <see cref="Leave"/>.</summary>
    public async ValueTask<bool> EnterAsync(CancellationToken cancellationToken)
    {
        while (Trouble is { } trouble)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(trouble, cancellationToken);
            try
            {
                await WaitForTurnAsync(either.Token).ConfigureAwait(false);
                return true;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Ready came, to another shard: nobody has to wait any more.
            }
        }

        return false;
    }

    /// <summary>One has sent its Identify, or will not.</summary>
    /// <param name="alone">What <see cref="EnterAsync"/> returned.</param>
    public void Leave(bool alone)
    {
        if (alone)
        {
            _turn.Release();
        }
    }

    /// <summary>An Identify is about to be sent.</summary>
    /// <param name="alone">What <see cref="EnterAsync"/> returned: one that was on its way already does not widen the space.</param>
    public void OnSent(bool alone)
    {
        lock (_lock)
        {
            _lastSent = time.GetTimestamp();
            if (alone)
            {
                _space = 2 * _space < LongestSpace ? 2 * _space : LongestSpace;
            }
        }
    }

    /// <summary>An Identify was answered with Ready.</summary>
    public void OnReady()
    {
        CancellationTokenSource? trouble;
        lock (_lock)
        {
            _withoutReady = 0;
            (trouble, _trouble) = (_trouble, null);
        }

        if (trouble is not null)
        {
            LogReady(queue.Log);
            _ = trouble.CancelAsync(); // those who wait go on, on other threads than this shard's
        }
    }

    /// <summary>The connection of an Identify ended without Ready.</summary>
    public void OnNoReady()
    {
        int tooMany = TooMany;
        lock (_lock)
        {
            if (++_withoutReady < tooMany || _trouble is not null)
            {
                return;
            }

            _trouble = new CancellationTokenSource();
            _space = FirstSpace;
        }

        LogNoReady(queue.Log, tooMany, FirstSpace.TotalSeconds, LongestSpace.TotalMinutes);
    }

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Again, if one that was on its way already has been sent meanwhile.
            while (Left is { } left && left > TimeSpan.Zero)
            {
                await Task.Delay(TimerTime.RoundUp(left), time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    [LoggerMessage(47, LogLevel.Warning, "{Count} Identifies in a row were left without Ready: Discord has trouble. To save the day's session starts, shards that need a new session identify one at a time, {Seconds:0} s apart and further and further, up to {Minutes:0} min, until one is ready. Nothing needs to be done")]
    private static partial void LogNoReady(ILogger logger, int count, double seconds, double minutes);

    [LoggerMessage(48, LogLevel.Information, "Discord answers Identifies with Ready again: shards identify as fast as they may")]
    private static partial void LogReady(ILogger logger);
}

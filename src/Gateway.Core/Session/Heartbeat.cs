using Gateway.Core.Envelope;
using Gateway.Core.Transport;

namespace Gateway.Core.Session;

/// <summary>
/// Keeps one connection alive and notices when it is dead. It runs on its own timer, which needs no thread of the pool:
/// neither a slow reader nor a queue of commands can hold it up, nor handlers that block every thread there is.
/// </summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway#sending-heartbeats"/>.</remarks>
internal sealed class Heartbeat : IAsyncDisposable, IThreadPoolWorkItem
{
    private const long Void = -1; // of _unanswered: the reader took longer than a beat, and the next ACK says nothing

    private readonly GatewayConnection _connection;
    private readonly SendBudget _budget;
    private readonly LatencyRecord _latency;
    private readonly Func<long?> _sequence;
    private readonly TimeProvider _time;
    private readonly SecondLook _secondLook;
    private readonly IAsyncDisposable _timer;
    private long _unanswered; // when the beat that awaits its ACK was sent, as a timestamp; 0: none; or Void
    private bool _first = true;

    /// <summary>Starts beating. The first beat comes after a random part of the interval, so that a fleet does not beat as one.</summary>
    public Heartbeat(
        GatewayConnection connection,
        TimeSpan interval,
        SendBudget budget,
        LatencyRecord latency,
        Func<long?> sequence,
        TimeProvider time,
        Random random)
    {
        _connection = connection;
        _budget = budget;
        _latency = latency;
        _sequence = sequence;
        _time = time;
        _secondLook = new SecondLook(time);
        _timer = PunctualTimer.Start(time, OnDue, interval * random.NextDouble(), interval);
    }

    private TimeSpan Now => _time.GetElapsedTime(0);

    /// <summary>A beat was answered.</summary>
    public void OnAck()
    {
        long sent = Interlocked.Exchange(ref _unanswered, 0);
        if (sent is not (0 or Void))
        {
            _latency.Add(_time.GetElapsedTime(sent));
        }
    }

    /// <summary>Sends a beat now, because Discord asked for one. The schedule goes on as if it had not.</summary>
    public void BeatNow()
    {
        if (_budget.TrySpendOnRequestedBeat(Now))
        {
            _ = BeatAsync();
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void OnDue()
    {
        // Any payload counts as life, whole or not; so does a time in which nobody was there to receive.
        if (!_connection.TakeLifeSigns() && !_first && _secondLook.TryAsk())
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        // The ACK may lie unread: a reader that takes its time is no slow Discord.
        long unanswered = Volatile.Read(ref _unanswered);
        if (unanswered != 0 && _connection.IsWithReader)
        {
            Interlocked.CompareExchange(ref _unanswered, Void, unanswered);
        }

        _first = false;
        if (_budget.TrySpendOnSession(Now))
        {
            _ = BeatAsync();
        }
    }

    /// <summary>
    /// No payload came. Looks again behind all that the thread pool has to do, which may include reading one; and does not
    /// take its word as long as it has more to do than it has threads for.
    /// </summary>
    void IThreadPoolWorkItem.Execute()
    {
        bool isPrompt = _secondLook.Begin() || _time != TimeProvider.System; // another clock may be moved on meanwhile
        if (!_connection.TakeLifeSigns() && isPrompt)
        {
            _connection.End(new ConnectionEnd(ConnectionEndReason.Silent));
        }
    }

    // Never throws: a beat that cannot be sent ends its connection, and that is seen by whoever receives.
    private async Task BeatAsync()
    {
        Interlocked.CompareExchange(ref _unanswered, Math.Max(1, _time.GetTimestamp()), 0);
        await _connection.TrySendAsync(EnvelopeWriter.Heartbeat(_sequence())).ConfigureAwait(false);
    }
}

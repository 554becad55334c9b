using System.Collections.Concurrent;
using System.Text;
using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting.Sharding.Resharding;

/// <summary>
/// Two fleets of one bot run side by side: handlers see each event once, and a guild belongs to the new fleet as soon as
/// Discord has sent it there.
/// </summary>
internal sealed class Handover
{
    private readonly Fleet _old;
    private readonly Fleet _next;
    private readonly bool _guildsAreSent;
    private readonly EventUnion _union;
    private readonly OldGate _oldGate;
    private readonly NextGate _nextGate;
    private readonly ConcurrentDictionary<Snowflake, bool> _handedOver = new();
    private readonly ConcurrentDictionary<ShardRunner, HashSet<Snowflake>> _awaited = new(); // each set is its shard's loop's alone
    private readonly ConcurrentDictionary<ShardRunner, bool> _finished = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new(); // protects _failures and _isDecided
    private readonly List<(ShardRunner Runner, Exception Why)> _failures = [];
    private bool _isDecided;
    private volatile bool _oldIsLeaving;
    private volatile bool _nextIsLeaving;

    /// <param name="old">The shards that run.</param>
    /// <param name="next">The shards that are to run in their place.</param>
    /// <param name="guildsAreSent">Whether Discord sends the guilds of a new session, which it does for the intent Guilds.</param>
    /// <param name="time">The clock.</param>
    public Handover(Fleet old, Fleet next, bool guildsAreSent, TimeProvider time)
    {
        (_old, _next, _guildsAreSent, _union) = (old, next, guildsAreSent, new EventUnion(time));
        (_oldGate, _nextGate) = (new OldGate(this), new NextGate(this));
        SetGates(old, _oldGate);
        SetGates(next, _nextGate);
    }

    /// <summary>The shards that are to run.</summary>
    public Fleet Next => _next;

    public IEnumerable<ShardRunner> Runners => [.. _old.Runners, .. _next.Runners];

    /// <summary>Completes when every new shard has a session.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when every guild has been handed over; fails with what a new shard was refused for.</summary>
    public Task Completed => _complete.Task;

    /// <summary>The new shard of a guild that has been handed over; null for one that has not.</summary>
    public ShardRunner? OwnerOf(Snowflake guildId) => _handedOver.ContainsKey(guildId) ? _next.Of(guildId) : null;

    /// <summary>How many guilds are awaited by shards whose session is there.</summary>
    public int Awaited => _awaited.Values.Sum(static guilds => guilds.Count);

    /// <summary>Whether this is one of the new shards.</summary>
    public bool IsNext(ShardRunner runner) => _next.Runners.Contains(runner);

    /// <summary>A new shard was refused. False once the new ones are the bot's shards: what happens to them is no longer the handover's.</summary>
    public bool TryFail(ShardRunner runner, Exception why)
    {
        lock (_lock)
        {
            if (_isDecided)
            {
                return false;
            }

            _failures.Add((runner, why));
        }

        _complete.TrySetException(why);
        _ = _complete.Task.Exception; // seen by whoever asks for the failure, if nobody waits any more
        return true;
    }

    /// <summary>What a new shard was refused for, after all were complete as well; null if none was.</summary>
    public Exception? Failure
    {
        get
        {
            lock (_lock)
            {
                return _failures.Count > 0 ? _failures[0].Why : null;
            }
        }
    }

    /// <summary>The new ones are the bot's shards by now. Returns those that were refused after it was decided, and before they were.</summary>
    public IReadOnlyList<(ShardRunner Runner, Exception Why)> Decide()
    {
        lock (_lock)
        {
            _isDecided = true;
            return _failures;
        }
    }

    /// <summary>
    /// One of the two fleets is about to close, and brings no more than what it was asked for: the other one does. A guild that comes to a new shard
    /// once the old ones are leaving does so for the first time, or after an outage.
    /// </summary>
    public void LetGo(Fleet fleet) => _ = fleet == _old ? _oldIsLeaving = true : _nextIsLeaving = true;

    /// <summary>Every event passes again, whichever shard brings it; unless the next handing over has begun, which decides then.</summary>
    public void End()
    {
        RemoveGates(_old, _oldGate);
        RemoveGates(_next, _nextGate);
    }

    private static void SetGates(Fleet fleet, IEventGate gate)
    {
        foreach (ShardRunner runner in fleet.Runners)
        {
            runner.Gate = gate;
        }
    }

    private static void RemoveGates(Fleet fleet, IEventGate gate)
    {
        foreach (ShardRunner runner in fleet.Runners)
        {
            runner.Remove(gate);
        }
    }

    private void OnReady(ShardRunner runner, in GatewayMessage message)
    {
        HashSet<Snowflake> guilds = _guildsAreSent && message.Read() is Ready ready ? [.. ready.Guilds.Select(static guild => guild.Id)] : [];
        _awaited[runner] = guilds; // anew, if it had to identify once more
        if (_awaited.Count == _next.Runners.Count)
        {
            _ready.TrySetResult();
        }

        if (guilds.Count == 0)
        {
            OnComplete(runner);
        }
    }

    /// <summary>Whether the event is nothing but the guild as a new session gets to know it.</summary>
    private bool IsBackfill(ShardRunner runner, in GatewayMessage message)
    {
        if (!message.NameUtf8.SequenceEqual("GUILD_CREATE"u8) && !message.NameUtf8.SequenceEqual("GUILD_DELETE"u8))
        {
            return false;
        }

        if (!Snowflake.TryParse(Encoding.UTF8.GetString(JsonTopLevel.Text(EventKey.DataOf(message), "id"u8)), null, out Snowflake guildId)
            || !_awaited.TryGetValue(runner, out HashSet<Snowflake>? guilds))
        {
            return false;
        }

        // Looked at before it is told that it has come: with the last one, the old shards may leave at once.
        bool isKnown = !_oldIsLeaving && _old.Of(guildId)?.Shard.Status.LastLiveAt is not null;
        _handedOver[guildId] = true;
        if (!guilds.Remove(guildId))
        {
            return false; // the bot has come to a new guild, or has lost one
        }

        if (guilds.Count == 0)
        {
            OnComplete(runner);
        }

        return isKnown; // or else handlers have not heard of it yet
    }

    private void OnComplete(ShardRunner runner)
    {
        if (_finished.TryAdd(runner, true) && _finished.Count == _next.Runners.Count)
        {
            _complete.TrySetResult();
        }
    }

    private sealed class OldGate(Handover handover) : IEventGate
    {
        public Admission Admit(ShardRunner runner, in GatewayMessage message) =>
            RequestAnswers.Contain(message.Name ?? "") ? new Admission(AdmissionKind.Admitted)
            : handover._oldIsLeaving ? new Admission(AdmissionKind.ComesElsewhere)
            : EventKey.Of(message) is { } key ? handover._union.AddOld(key)
            : new Admission(AdmissionKind.Admitted);
    }

    private sealed class NextGate(Handover handover) : IEventGate
    {
        public Admission Admit(ShardRunner runner, in GatewayMessage message)
        {
            if (message.NameUtf8.SequenceEqual("READY"u8))
            {
                handover.OnReady(runner, message);
            }

            return RequestAnswers.Contain(message.Name ?? "") ? new Admission(AdmissionKind.Admitted)
                : handover._nextIsLeaving ? new Admission(AdmissionKind.ComesElsewhere)
                : handover.IsBackfill(runner, message) ? new Admission(AdmissionKind.Known)
                : EventKey.Of(message) is { } key ? handover._union.AddNew(key)
                : new Admission(AdmissionKind.Admitted);
        }
    }
}

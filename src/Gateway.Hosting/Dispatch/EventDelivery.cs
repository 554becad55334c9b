using System.Diagnostics;
using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Handlers;

namespace Gateway.Hosting.Dispatch;

/// <summary>
/// One event on its way to its handlers, and which of them run. A lane uses the object again for another event; what is
/// kept of it by then knows an older version.
/// </summary>
/// <remarks>
/// It ends when the last reference is gone. Each handler that was started holds one, and so do whoever starts them, and
/// a line it waits in.
/// </remarks>
internal sealed class EventDelivery(EventLane lane) : IContextSource, IWaiting
{
    private const long NotRunning = 0;
    private const long Unstamped = 1;

    private readonly EventScopes _scopes = new(lane.Dispatcher);
    private int _version;
    private int _references;
    private int _inBotLine;
    private int _reports;
    private bool _hasTurn;
    private string? _scopedHandler; // which of the scoped ones runs, as they take turns

    // For each handler: since when it runs, as a timestamp. The watch stamps it, so that a call costs no clock.
    private long[] _since = [];

    // For each handler with an ordering of its own: whether it is first in its line, and has not started.
    private bool[] _goesFirst = [];
    private ulong? _guildId;

    public EventLane Lane => lane;

    public EventRoute Route { get; private set; } = null!;

    public EventPayload Payload { get; } = new();

    public Shard Shard { get; private set; } = null!;

    public long? Sequence { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public string EventName { get; private set; } = "";

    /// <summary>The event as it was read; null if nobody wants it typed, or it could not be read.</summary>
    public IGatewayEvent? Event { get; set; }

    /// <summary>Whether raw handlers get it.</summary>
    public bool IsJson { get; set; }

    /// <summary>The guild it concerns; 0 for none. First asked by whoever lets it join its lines.</summary>
    public ulong GuildId => _guildId ??= Event switch
    {
        IGuildEvent { GuildId: { } id } => id.Value,
        null when IsJson => GuildIdReader.Read(EventName, Payload.Json.Span),
        _ => 0,
    };

    /// <summary>Its place among the events of the session that have not finished.</summary>
    public FinishedSequence.Mark Mark { get; } = new();

    /// <summary>Set once a handler gave up because the application stops: the event has to come again.</summary>
    public bool WasGivenUp { get; set; }

    /// <summary>What it has in common with its copy from another shard; null, as a rule, for none.</summary>
    public SharedEvent? Shared { get; private set; }

    /// <summary>When it was read, as a timestamp; 0 if nobody measures.</summary>
    public long ReadAt { get; set; }

    /// <summary>Whether its first handlers have started, or are about to.</summary>
    public bool HasStarted { get; set; }

    public Activity? Activity { get; set; }

    /// <summary>Since when a handler blocks the thread that read the shard, as a timestamp; 0 if none does.</summary>
    public long BlockedSince { get; set; }

    /// <summary>Whether only the one who started it holds it: all its handlers have finished.</summary>
    public bool IsDone => Volatile.Read(ref _references) == 1;

    /// <summary>The deliveries before and after it among those that run. The lane's to change.</summary>
    public EventDelivery? Previous { get; set; }

    /// <inheritdoc cref="Previous"/>
    public EventDelivery? Next { get; set; }

    public IWaiting? NextInLine { get; set; }

    /// <summary>The bot's line that it waits in.</summary>
    public ulong LineKey { get; set; }

    /// <summary>Whether it waits for room in its lane.</summary>
    public bool IsParked { get; set; }

    public void Begin(EventRoute route, in GatewayMessage message, SharedEvent? shared)
    {
        Route = route;
        Shared = shared;
        Payload.Begin(message);
        Shard = message.Shard;
        Sequence = message.Sequence;
        ReceivedAt = message.ReceivedAt;
        EventName = route.Name ?? message.Name ?? "";
        _references = 1;
        if (_since.Length < route.Entries.Length)
        {
            _since = new long[route.Entries.Length];
        }

        if (route.HasOrders && _goesFirst.Length < route.Entries.Length)
        {
            _goesFirst = new bool[route.Entries.Length];
        }
    }

    /// <summary>Gives back what it holds; whoever kept its context is refused from here on. It may be begun again.</summary>
    public void End()
    {
        Shared?.End(finished: !WasGivenUp);
        Shared = null;
        if (Activity is { } activity)
        {
            lane.Dispatcher.Tracing.Stop(activity);
            Activity = null;
        }

        Interlocked.Increment(ref _version);
        Payload.End(_version);
        _scopes.End(_version, EventName);
        Event = null;
        _guildId = null;
        IsJson = false;
        WasGivenUp = false;
        HasStarted = false;
        _hasTurn = false;
        _reports = 0;
        _scopedHandler = null;
    }

    /// <summary>Whether any handler gets it of those that follow the bot's ordering, and of the others.</summary>
    public (bool ByFollowers, bool ByOthers) IsWanted()
    {
        (bool byFollowers, bool byOthers) = (false, false);
        foreach (HandlerEntry entry in Route.Entries)
        {
            bool accepts = entry.Accepts(this);
            byFollowers |= accepts && entry.FollowsBot;
            byOthers |= accepts && !entry.FollowsBot;
        }

        return (byFollowers, byOthers);
    }

    // ── Who holds it ────────────────────────────────────────────────────────────────────────────────────────────────

    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>The last thing that whoever held a reference does with it.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            lane.Finish(this);
        }
    }

    /// <summary>Holds it, and the bot's line with it, for handlers that follow the bot's ordering.</summary>
    public void Hold(bool followsBot)
    {
        AddReference();
        if (followsBot && _hasTurn)
        {
            Interlocked.Increment(ref _inBotLine);
        }
    }

    /// <summary>Undoes <see cref="Hold"/>.</summary>
    public void LetGo(bool followsBot)
    {
        if (followsBot)
        {
            EndTurn();
        }

        Release();
    }

    /// <summary>A handler starts.</summary>
    public void Enter(int slot)
    {
        Hold(Route.Entries[slot].FollowsBot);
        Volatile.Write(ref _since[slot], Unstamped);
    }

    /// <summary>A handler has finished.</summary>
    public void Leave(int slot)
    {
        Volatile.Write(ref _since[slot], NotRunning);
        LetGo(Route.Entries[slot].FollowsBot);
    }

    /// <summary>A handler with an ordering of its own is first in its line.</summary>
    public void GoFirst(int slot) => _goesFirst[slot] = true;

    /// <summary>Whether such a handler is to start with the event, which it does once.</summary>
    public bool TakeFirst(int slot)
    {
        bool goesFirst = _goesFirst[slot];
        _goesFirst[slot] = false;
        return goesFirst;
    }

    /// <summary>It is first in the bot's line, and stays there until its handlers that follow the bot's ordering have finished.</summary>
    public void TakeTurn()
    {
        _inBotLine = 1;
        _hasTurn = true;
    }

    /// <summary>Whoever started its handlers has done so.</summary>
    public void EndTurn()
    {
        if (_hasTurn && Interlocked.Decrement(ref _inBotLine) == 0)
        {
            lane.Starter.LeaveBotLine(this);
        }
    }

    void IThreadPoolWorkItem.Execute() => lane.Continue(static delivery => ((EventDelivery)delivery!).Lane.GoOn((EventDelivery)delivery), this);

    // ── What its handlers get ───────────────────────────────────────────────────────────────────────────────────────

    public EventContext ContextOf(int slot) => new(this, _version, slot, Shard, EventName)
    {
        Sequence = Sequence,
        ReceivedAt = ReceivedAt,
    };

    public ReadOnlyMemory<byte> RawPayload(int version) => Payload.Read(version);

    /// <summary>The context of a report on a handler that still runs, which has the handler's scope to itself; and the slot of its own.</summary>
    public (EventContext Context, int Slot) ContextOfReport()
    {
        int slot = EventScopes.FirstReport - Interlocked.Increment(ref _reports) + 1;
        return (ContextOf(slot), slot);
    }

    public IServiceProvider Services(int version, int slot) => _scopes.Get(version, slot, slot < 0 || IsRunning(slot));

    public IServiceProvider ServicesOf(int slot) => Services(_version, slot);

    public ValueTask EndScopeAsync(int slot) => _scopes.EndAsync(slot, EventName);

    // ── What is told about them ─────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Which of the scoped handlers runs, of those that take turns.</summary>
    public void SetScopedHandler(string name) => _scopedHandler = name;

    /// <summary>Notes the handlers that run.</summary>
    public void NoteRunning(List<HandlerNotice> notices) => notices.AddRange(RunningHandlers.Select(handler => Notice(handler, elapsed: null)));

    /// <summary>Notes the handlers that run long, or block.</summary>
    public void NoteSlow(TimeProvider time, long now, List<HandlerNotice> notices)
    {
        if (BlockedSince is > 0 and long blocked && time.GetElapsedTime(blocked, now) >= EventDispatcher.SlowInterval)
        {
            notices.Add(Notice(RunningHandlers.FirstOrDefault() ?? "A handler", elapsed: null));
        }

        HandlerEntry[] entries = Route.Entries;
        for (int slot = 0; slot < entries.Length; slot++)
        {
            long since = Volatile.Read(ref _since[slot]);
            if (since == Unstamped)
            {
                Interlocked.CompareExchange(ref _since[slot], Math.Max(now, Unstamped + 1), Unstamped);
            }
            else if (since != NotRunning
                && time.GetElapsedTime(since, now) is var elapsed
                && elapsed >= entries[slot].SlowAfter
                && entries[slot].MayReportSlow(time, now))
            {
                notices.Add(Notice(NameOf(slot), elapsed));
            }
        }
    }

    /// <summary>The handlers that run now, as logs call them.</summary>
    private IEnumerable<string> RunningHandlers => Enumerable.Range(0, Route.Entries.Length).Where(IsRunning).Select(NameOf);

    private HandlerNotice Notice(string handler, TimeSpan? elapsed) => new(handler, EventName, Sequence, Shard.Id, elapsed);

    private bool IsRunning(int slot) => Volatile.Read(ref _since[slot]) != NotRunning;

    private string NameOf(int slot) =>
        Route.Entries[slot] is { RunsApart: false } ? _scopedHandler ?? Route.Entries[slot].Name : Route.Entries[slot].Name;
}

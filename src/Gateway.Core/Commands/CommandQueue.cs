using Gateway.Core.Session;

namespace Gateway.Core.Commands;

/// <summary>
/// The commands of a shard that wait to be written, and which is next: presences and voice states before requests, each
/// in the order given, all within Discord's limits. No clock, no I/O, and not for several threads at once.
/// </summary>
internal sealed class CommandQueue
{
    /// <summary>How many presences Discord takes within <see cref="PresenceWindow"/>.</summary>
    public const int Presences = 5;

    /// <summary>Half a second more than Discord's: it counts from when a presence arrives, not from when it was sent.</summary>
    public static readonly TimeSpan PresenceWindow = TimeSpan.FromSeconds(20.5);

    private readonly List<QueuedCommand> _presences = []; // the newest last
    private readonly LinkedList<QueuedCommand> _voice = [];
    private readonly LinkedList<QueuedCommand> _requests = [];
    private readonly SendLog _presencesSent = new(Presences, PresenceWindow);
    private readonly MemberRequestLimit _membersAsked = new();

    public int Count => _presences.Count + _voice.Count + _requests.Count;

    /// <summary>The newest presence that waits; null if none does.</summary>
    public QueuedCommand? NewestPresence => _presences.Count == 0 ? null : _presences[^1];

    public void Add(QueuedCommand command)
    {
        command.State = QueuedCommandState.Queued;
        if (command.Command is UpdatePresence)
        {
            _presences.Add(command);
        }
        else
        {
            LaneOf(command).AddLast(command);
        }
    }

    /// <summary>
    /// A command could not be written, or has to be once more: it is the first of its kind again, unless it was given up.
    /// </summary>
    public void PutBack(QueuedCommand command)
    {
        QueuedCommand[] again = [.. command.Supersedes.Append(command).Where(static c => c.State == QueuedCommandState.Sent)];
        command.Supersedes = [];
        foreach (QueuedCommand one in again)
        {
            one.State = QueuedCommandState.Queued;
        }

        if (command.Command is UpdatePresence)
        {
            _presences.InsertRange(0, again);
        }
        else if (again.Length > 0)
        {
            LaneOf(command).AddFirst(command);
        }
    }

    /// <summary>One send of a command has failed: it is the first of its kind again, unless it was sent once more since.</summary>
    public void OnFailed(QueuedCommand command, int send)
    {
        if (command.Sends == send)
        {
            PutBack(command);
        }
    }

    /// <summary>Takes a command out that nobody needs any more, if it is still here.</summary>
    public void Remove(QueuedCommand command)
    {
        if (command.State == QueuedCommandState.Queued)
        {
            command.State = QueuedCommandState.None;
            if (!_presences.Remove(command))
            {
                LaneOf(command).Remove(command);
            }
        }
    }

    /// <summary>Takes everything out.</summary>
    public IReadOnlyList<QueuedCommand> Clear()
    {
        QueuedCommand[] all = [.. _presences, .. _voice, .. _requests];
        foreach (QueuedCommand command in all)
        {
            command.State = QueuedCommandState.None;
        }

        _presences.Clear();
        _voice.Clear();
        _requests.Clear();
        return all;
    }

    /// <summary>
    /// Takes the next command that may be written now. If there is none, <paramref name="wait"/> says how long until there
    /// may be one; without end if only a new command or a new connection can change that.
    /// </summary>
    public QueuedCommand? TryTake(TimeSpan now, SendBudget budget, out TimeSpan wait)
    {
        wait = Timeout.InfiniteTimeSpan;
        if (Next(now, ref wait) is not { } next)
        {
            return null;
        }

        if (!budget.TrySpendOnCommand(now, out TimeSpan budgetWait))
        {
            wait = budgetWait;
            return null;
        }

        Take(next, now);
        return next;
    }

    /// <summary>Discord dropped a request for all members: if it was sent here, it is sent again as soon as it may be.</summary>
    public void OnRateLimited(Snowflake guild, string? nonce, TimeSpan retryAfter, TimeSpan now)
    {
        if (_membersAsked.OnRateLimited(guild, nonce, retryAfter, now) is { } dropped)
        {
            dropped.QueuedAt = now;
            PutBack(dropped);
        }
    }

    private QueuedCommand? Next(TimeSpan now, ref TimeSpan wait)
    {
        if (_presences.Count > 0 && MayGo(_presencesSent.WaitFor(now, Presences), ref wait))
        {
            return _presences[^1];
        }

        if (_voice.First is { } voice)
        {
            return voice.Value;
        }

        foreach (QueuedCommand request in _requests)
        {
            if (request.GuildOfAllMembers is not { } guild || MayGo(_membersAsked.WaitFor(guild, now), ref wait))
            {
                return request;
            }
        }

        return null;
    }

    private static bool MayGo(TimeSpan own, ref TimeSpan wait)
    {
        if (own > TimeSpan.Zero && (wait == Timeout.InfiniteTimeSpan || own < wait))
        {
            wait = own;
        }

        return own == TimeSpan.Zero;
    }

    private void Take(QueuedCommand command, TimeSpan now)
    {
        if (command.Command is UpdatePresence)
        {
            command.Supersedes = _presences[..^1];
            _presences.Clear();
            _presencesSent.Add(now);
        }
        else
        {
            LaneOf(command).Remove(command);
            if (command.GuildOfAllMembers is { } guild)
            {
                _membersAsked.Add(guild, command, now);
            }
        }

        foreach (QueuedCommand sent in command.Supersedes.Append(command))
        {
            sent.State = QueuedCommandState.Sent;
            sent.SentAt = now;
            sent.Sends++;
        }
    }

    private LinkedList<QueuedCommand> LaneOf(QueuedCommand command) => command.Command is UpdateVoiceState ? _voice : _requests;
}

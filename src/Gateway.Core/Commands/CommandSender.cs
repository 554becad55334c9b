using System.Runtime.CompilerServices;
using Gateway.Core.Diagnostics;
using Gateway.Core.Envelope;
using Gateway.Core.Events;
using Gateway.Core.Session;
using Gateway.Core.Transport;

namespace Gateway.Core.Commands;

/// <summary>
/// Writes the commands of a shard while its session is live, and keeps them while it is not: through lost connections,
/// resumes and new sessions, until the shard is closed. Heartbeats never wait here.
/// </summary>
internal sealed class CommandSender(ShardId shard, ShardOptions options, GuardedMeter meter)
{
    private readonly int _roomForPresence = options.RoomForPresence(shard);
    private readonly Lock _lock = new(); // protects everything below, and the state of every QueuedCommand
    private readonly CommandQueue _queue = new();
    private TaskCompletionSource _changed = NewSignal();
    private Link? _link;
    private TimeSpan _liveBefore; // over the links before this one
    private ReadOnlyMemory<byte> _presence = EnvelopeWriter.Data(options.Presence);
    private bool _closed;
    private int _runs; // how often it was closed: what was taken before one ends with it, however late its write does

    /// <summary>
    /// The newest presence that anyone gave, as it was written then: what a new session starts with. It fits into an Identify.
    /// Empty if nobody gave one.
    /// </summary>
    public ReadOnlyMemory<byte> Presence
    {
        get
        {
            lock (_lock)
            {
                return _queue.NewestPresence?.Data ?? _presence;
            }
        }
    }

    /// <summary>How many commands wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>How long the shard's sessions have been live, in all: a clock that stands still while Discord could not answer.</summary>
    public TimeSpan LiveTime
    {
        get
        {
            lock (_lock)
            {
                return Live;
            }
        }
    }

    /// <inheritdoc cref="Shard.SendAsync"/>
    public async Task SendAsync(GatewayCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var queued = new QueuedCommand(command);
        if (command is UpdatePresence && queued.Data.Length > _roomForPresence)
        {
            throw new ArgumentException(
                $"{nameof(UpdatePresence)} is {queued.Data.Length} bytes as JSON, and a new session's Identify, which carries it too, has room for {_roomForPresence}.", nameof(command));
        }

        Enqueue(queued);
        await using ConfiguredAsyncDisposable _ = cancellationToken
            .UnsafeRegister(static (state, token) => ((QueuedCommand)state!).SetCanceled(token), queued)
            .ConfigureAwait(false);
        try
        {
            await queued.Written.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            GiveUp(queued);
            throw;
        }
    }

    /// <exception cref="ShardClosedException">There will be no connection to send it over.</exception>
    /// <exception cref="CommandQueueFullException">Too many wait already.</exception>
    public void Enqueue(QueuedCommand command)
    {
        lock (_lock)
        {
            if (_closed)
            {
                throw new ShardClosedException(shard);
            }

            if (_queue.Count >= options.MaxQueuedCommands)
            {
                throw new CommandQueueFullException(shard, options.MaxQueuedCommands);
            }

            command.QueuedAt = Now;
            _queue.Add(command);
            Signal();
        }
    }

    /// <summary>A command that was written before has to be written again. False if it waits for that already, or nothing is sent any more.</summary>
    public bool Repeat(QueuedCommand command)
    {
        lock (_lock)
        {
            if (_closed || command.State != QueuedCommandState.Sent)
            {
                return false;
            }

            command.QueuedAt = Now;
            _queue.PutBack(command);
            Signal();
            return true;
        }
    }

    /// <summary>Nobody needs the command any more: if it waits, it no longer does, and it is never repeated.</summary>
    public void GiveUp(QueuedCommand command)
    {
        lock (_lock)
        {
            _queue.Remove(command);
            command.State = QueuedCommandState.None;
        }
    }

    /// <summary>For how long Discord could have answered a command and has not: the time in which it was sent, and the session live.</summary>
    /// <param name="command">The command.</param>
    /// <param name="lastAnswer">When a part of the answer came last, as <see cref="LiveTime"/>.</param>
    /// <param name="goesOn">Whether it could do so now.</param>
    public TimeSpan SilenceSince(QueuedCommand command, TimeSpan lastAnswer, out bool goesOn)
    {
        lock (_lock)
        {
            bool sent = command.State == QueuedCommandState.Sent;
            goesOn = sent && _link is not null;
            return sent ? Live - (lastAnswer > command.SentAtLive ? lastAnswer : command.SentAtLive) : TimeSpan.Zero;
        }
    }

    /// <summary>Discord dropped a request: it is sent again as soon as it may be.</summary>
    public void OnRateLimited(RateLimited limited)
    {
        if (limited.Opcode != (int)GatewayOpcode.RequestGuildMembers || limited.Meta.GuildId is not { } guild)
        {
            return;
        }

        double seconds = limited.RetryAfter >= 0 ? Math.Min(limited.RetryAfter, MemberRequestLimit.LongestRetry.TotalSeconds) : 0;
        lock (_lock)
        {
            _queue.OnRateLimited(guild, limited.Meta.Nonce, TimeSpan.FromSeconds(seconds), Now);
            Signal();
        }
    }

    /// <summary>The shard is read (again): commands are taken.</summary>
    public void Reopen()
    {
        lock (_lock)
        {
            _closed = false;
        }
    }

    /// <summary>The session is live: commands go over this connection.</summary>
    public void Open(GatewayConnection connection, SendBudget budget)
    {
        Link link;
        lock (_lock)
        {
            Unlink();
            _link = link = new Link(connection, budget, Now, _runs);
        }

        _ = WriteAsync(link);
    }

    /// <summary>The session is no longer live; commands wait for the next connection.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            Unlink();
            Signal();
        }
    }

    /// <summary>There will be no other connection: commands that wait, and those to come, fail.</summary>
    public void Close()
    {
        IReadOnlyList<QueuedCommand> left;
        lock (_lock)
        {
            _closed = true;
            _runs++;
            Unlink();
            left = _queue.Clear();
            Signal();
        }

        var error = new ShardClosedException(shard);
        foreach (QueuedCommand command in left)
        {
            command.SetFailed(error);
        }
    }

    private TimeSpan Now => options.TimeProvider.GetElapsedTime(0);

    private TimeSpan Live => _liveBefore + (_link is { } link ? Now - link.Since : TimeSpan.Zero);

    /// <summary>
    /// Writes what may be written over one connection, until it is no longer the shard's. What goes wrong beside that ends the
    /// connection: the next one has a writer again.
    /// </summary>
    private async Task WriteAsync(Link link)
    {
        try
        {
            while (Take(link, out QueuedCommand? next, out int send, out TimeSpan wait, out Task changed))
            {
                if (next is null)
                {
                    await changed.WaitAsync(wait, options.TimeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
                else
                {
                    bool sent = false;
                    try
                    {
                        sent = await link.Connection.TrySendAsync(next.Payload).ConfigureAwait(false);
                    }
                    finally
                    {
                        OnSent(next, send, link, sent); // whatever came of it: somebody waits for what was taken
                    }
                }
            }
        }
        catch (Exception e)
        {
            link.Connection.End(new ConnectionEnd(ConnectionEndReason.Dropped, Error: e));
        }
    }

    /// <summary>False once the connection is no longer the shard's.</summary>
    private bool Take(Link link, out QueuedCommand? next, out int send, out TimeSpan wait, out Task changed)
    {
        lock (_lock)
        {
            changed = _changed.Task;
            wait = Timeout.InfiniteTimeSpan;
            next = null;
            send = 0;
            if (_link != link)
            {
                return false;
            }

            next = _queue.TryTake(Now, link.Budget, out wait);
            if (next is not null)
            {
                next.SentAtLive = Live;
                send = next.Sends;
            }

            return true;
        }
    }

    /// <summary>
    /// A command that its connection did not survive is not written: it waits for the next. It may arrive twice in the end,
    /// but not never. Once the shard was closed there is no next: what counts is whether it was written.
    /// </summary>
    private void OnSent(QueuedCommand command, int send, Link link, bool sent)
    {
        lock (_lock)
        {
            if (link.Run == _runs && !(sent && _link == link))
            {
                if (_link == link)
                {
                    Unlink(); // lost, even if the loop has not noticed yet
                }

                _queue.OnFailed(command, send);
                Signal();
                return;
            }

            if (!sent)
            {
                command.State = QueuedCommandState.None;
            }
            else if (command.Command is UpdatePresence && (_link == link || _link is null)) // else a newer one may be written already
            {
                _presence = command.Data;
            }
        }

        if (sent)
        {
            command.SetWritten();
            meter.OnCommand(command.Command, command.SentAt - command.QueuedAt);
        }
        else
        {
            command.SetFailed(new ShardClosedException(shard));
        }
    }

    private void Unlink()
    {
        _liveBefore = Live;
        _link = null;
    }

    private void Signal()
    {
        TaskCompletionSource changed = _changed;
        _changed = NewSignal();
        changed.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Link(GatewayConnection Connection, SendBudget Budget, TimeSpan Since, int Run);
}

namespace Gateway.Testing;

/// <summary>One gateway connection, from the upgrade to its end. Its state changes only under <see cref="Simulation.Gate"/>.</summary>
internal sealed class GatewayConnection : IDisposable
{
    private readonly Simulation _simulation;
    private readonly GatewayProtocol _protocol;
    private readonly Line _line;
    private readonly ConnectionWriter _writer;
    private readonly Inbox _inbox;
    private readonly Action _abort;
    private readonly CancellationTokenSource _life = new();
    private bool _ended;

    public GatewayConnection(Simulation simulation, GatewayProtocol protocol, RecordedConnection record, ConnectionQuery query, Stream stream, Action abort)
    {
        _simulation = simulation;
        _protocol = protocol;
        _line = new Line(stream);
        _abort = abort;
        Record = record;
        Query = query;
        Quirks = simulation.Quirks;
        _writer = new ConnectionWriter(this, _line, query.MakeCompressor(Quirks));
        _inbox = new Inbox(this, simulation, protocol, _line);
        Outbox = new Outbox(this, _writer, simulation.Faults);
        Deadlines = new ConnectionDeadlines(this, simulation);
        Presences = new SendMeter(simulation.Clock, simulation.Options.PresenceLimit, simulation.Options.PresenceWindow);
    }

    public RecordedConnection Record { get; }

    public ConnectionQuery Query { get; }

    public Quirks Quirks { get; }

    public Outbox Outbox { get; }

    public ConnectionDeadlines Deadlines { get; }

    /// <summary>Counts the presence updates that are taken.</summary>
    public SendMeter Presences { get; }

    public TimeProvider Clock => _simulation.Clock;

    public DateTimeOffset Now => _simulation.Clock.GetUtcNow();

    /// <summary>The session it is on; null before IDENTIFY or RESUME, and again once the session is taken away.</summary>
    public Session? Session { get; private set; }

    /// <summary>Whether all that its session begins with has been sent.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Whether an IDENTIFY waits for a READY that is withheld.</summary>
    public bool AwaitsReady { get; set; }

    /// <summary>The session a RESUME named, as long as the answer to it is withheld or replaced.</summary>
    public Session? Resuming { get; set; }

    /// <summary>Whether it has identified or resumed, answered or not.</summary>
    public bool IsAuthenticated => Session is not null || AwaitsReady || Resuming is not null;

    /// <summary>Whether nothing is on its way to the client, and the connection is not about to end.</summary>
    public bool IsIdle => _writer.IsIdle && !_life.IsCancellationRequested;

    /// <summary>Whether it can still say something.</summary>
    public bool IsAlive => !Outbox.IsClosing && !_life.IsCancellationRequested;

    /// <summary>Whether the client asked for payload compression and there is none of the transport.</summary>
    public bool CompressesPayloads => Query.Compress is null && Session is { CompressesPayloads: true };

    public Manner Manner
    {
        get
        {
            if (!_simulation.Faults.HasManners)
            {
                return default;
            }

            lock (_simulation.Gate)
            {
                return _simulation.Faults.MannerOf(this);
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_life.Token, cancellationToken);
        var writing = WriteAsync(both.Token);
        lock (_simulation.Gate)
        {
            _simulation.OpenConnections.Add(this);
            _simulation.Faults.Opened(this);
            _protocol.Open(this);
        }

        bool waits = await _inbox.ReadAsync(both.Token).ConfigureAwait(false);
        _writer.Complete();
        if (waits)
        {
            // A fault may hold the answer back for longer than the client has patience.
            await Task.WhenAny(writing, _inbox.DrainAsync(both.Token)).ConfigureAwait(false);
        }

        if (!writing.IsCompleted)
        {
            await _life.CancelAsync().ConfigureAwait(false);
        }

        await writing.ConfigureAwait(false);
        lock (_simulation.Gate)
        {
            LeaveSession();
            Outbox.Shut();
            _ended = true;
            _simulation.OpenConnections.Remove(this);
            Record.EndedAt = Now;
        }

        _simulation.Recorder.Changed.Beat();
    }

    public void Dispose()
    {
        Deadlines.Dispose();
        _line.Dispose();
        _writer.Dispose();
        _life.Dispose();
    }

    public void Join(Session session)
    {
        Session = session;
        IsReady = false;
        session.Attach(this);
        Record.SessionId = session.Id;
        Record.ShardId = session.ShardId;
        Record.ShardCount = session.ShardCount;
    }

    /// <summary>It has been sent what a session begins with: READY and the guilds, or RESUMED.</summary>
    public void BecomeReady()
    {
        IsReady = true;
        _simulation.Recorder.Changed.Beat();
    }

    /// <summary>The client is gone, or will be: events wait in the session.</summary>
    public void LeaveSession()
    {
        if (Session?.Connection == this)
        {
            Session.Detach(Now);
        }

        Session = null;
        AwaitsReady = false;
        Resuming = null;
    }

    public void EndSession()
    {
        var session = Session ?? Resuming;
        LeaveSession();
        if (session is not null)
        {
            _simulation.Sessions.Remove(session);
        }
    }

    public void RequestReconnect()
    {
        Outbox.SendControl(Opcode.Reconnect, null);
        Deadlines.ExpectGoing();
    }

    public void InvalidateSession(bool resumable)
    {
        Outbox.SendControl(Opcode.InvalidSession, resumable ? "true"u8.ToArray() : "false"u8.ToArray());
        if (resumable)
        {
            LeaveSession();
        }
        else
        {
            EndSession();
        }
    }

    public void Close(int? code, string reason)
    {
        if (Outbox.IsClosing)
        {
            return;
        }

        Outbox.Close(code, reason);
        if (code is { } number && _simulation.Options.SessionEndingCloseCodes.Contains(number))
        {
            EndSession();
        }

        LeaveSession();
        Deadlines.ExpectClose();
    }

    public void Drop()
    {
        Outbox.Drop();
        LeaveSession();
    }

    public void Reset()
    {
        Outbox.Shut();
        LeaveSession();
        _abort();
        End();
    }

    public void GoSilent()
    {
        Outbox.FallSilent();
        _line.FallSilent();
        Deadlines.Dispose();
    }

    /// <summary>Ends the connection as it stands: elsewhere, for whoever calls holds the gate and what ends here takes it.</summary>
    public void End() => _ = _ended ? Task.CompletedTask : _life.CancelAsync();

    public void Sent(RecordedFrame frame)
    {
        Record.AddSent(frame);
        _simulation.Recorder.Changed.Beat();
    }

    public void SentUnrecorded(int count)
    {
        Record.AddSent(count);
        _simulation.Recorder.Changed.Beat();
    }

    /// <summary>Nothing is on its way any more.</summary>
    public void Settled() => _simulation.Recorder.Changed.Beat();

    public void SentClose(DateTimeOffset at, int? code, string reason)
    {
        Record.CloseFromServer ??= new RecordedClose(at, code, reason);
        _simulation.Recorder.Changed.Beat();
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        bool dropped = false;
        try
        {
            await _writer.RunAsync(cancellationToken).ConfigureAwait(false);
            dropped = Record.CloseFromServer is null;
        }
        catch (Exception gone) when (Inbox.IsPeerGone(gone))
        {
            dropped = true;
        }

        if (dropped)
        {
            await _life.CancelAsync().ConfigureAwait(false);
        }
    }
}

namespace Gateway.Testing;

/// <summary>One gateway connection, from the upgrade to its end. Its state changes only under <see cref="Simulation.Gate"/>.</summary>
internal sealed class GatewayConnection : IDisposable
{
    private readonly Simulation _simulation;
    private readonly GatewayProtocol _protocol;
    private readonly Line _line;
    private readonly ConnectionWriter _writer;
    private readonly WebSocketReader _reader;
    private readonly Action _abort;
    private readonly SendMeter _meter;
    private readonly CancellationTokenSource _life = new();
    private ITimer? _heartbeatTimer;
    private ITimer? _closeTimer;
    private SessionEvent? _swapped;
    private bool _closing;
    private bool _ended;
    private bool _silent;

    public GatewayConnection(Simulation simulation, GatewayProtocol protocol, RecordedConnection record, ConnectionQuery query, Stream stream, Action abort)
    {
        _simulation = simulation;
        _protocol = protocol;
        _line = new Line(stream);
        _abort = abort;
        _meter = new SendMeter(simulation.Clock, simulation.Options.SendLimit, simulation.Options.SendWindow);
        Record = record;
        Query = query;
        Quirks = simulation.Quirks;
        _writer = new ConnectionWriter(this, _line, query.MakeCompressor(Quirks));
        _reader = new WebSocketReader(_line);
    }

    public RecordedConnection Record { get; }

    public ConnectionQuery Query { get; }

    public Quirks Quirks { get; }

    public TimeProvider Clock => _simulation.Clock;

    public DateTimeOffset Now => _simulation.Clock.GetUtcNow();

    /// <summary>The session it is on; null before IDENTIFY or RESUME, and again once the session is taken away.</summary>
    public Session? Session { get; private set; }

    /// <summary>Whether an IDENTIFY waits for a READY that is withheld.</summary>
    public bool AwaitsReady { get; set; }

    /// <summary>The session a RESUME named, as long as the answer to it is withheld or replaced.</summary>
    public Session? Resuming { get; set; }

    /// <summary>Whether it can still say something.</summary>
    public bool IsAlive => !_closing && !_life.IsCancellationRequested;

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

        await ReadAsync(both.Token).ConfigureAwait(false);
        _writer.Complete();
        await writing.ConfigureAwait(false);
        lock (_simulation.Gate)
        {
            LeaveSession();
            _closing = true;
            _ended = true;
            _simulation.OpenConnections.Remove(this);
            Record.EndedAt = Now;
        }

        _simulation.Recorder.Changed.Beat();
    }

    public void Dispose()
    {
        _heartbeatTimer?.Dispose();
        _closeTimer?.Dispose();
        _line.Dispose();
        _writer.Dispose();
        _life.Dispose();
    }

    public void StartHeartbeatTimer() =>
        _heartbeatTimer = _simulation.Clock.CreateTimer(OnNoHeartbeat, null, HeartbeatPatience, Timeout.InfiniteTimeSpan);

    public void HeartbeatCame() => _heartbeatTimer?.Change(HeartbeatPatience, Timeout.InfiniteTimeSpan);

    public void Join(Session session)
    {
        Session = session;
        session.Attach(this);
        Record.SessionId = session.Id;
        Record.ShardId = session.ShardId;
        Record.ShardCount = session.ShardCount;
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
    }

    public void EndSession()
    {
        if ((Session ?? Resuming) is { } session)
        {
            LeaveSession();
            Resuming = null;
            _simulation.Sessions.Remove(session);
        }
    }

    public void Send(SessionEvent item)
    {
        if (Quirks.HasFlag(Quirks.SwappedDispatches) && item.Name != "READY")
        {
            if (_swapped is null)
            {
                _swapped = item;
                return;
            }

            Enqueue(item);
            Enqueue(_swapped);
            _swapped = null;
            return;
        }

        Enqueue(item);
        if (Quirks.HasFlag(Quirks.DuplicateDispatches))
        {
            Enqueue(item);
        }
    }

    public Outbound.Flood PrepareFlood(string name, byte[][] payloads)
    {
        var session = Session!;
        var flood = new Outbound.Flood([.. payloads.Select(payload => session.Number(name, payload))]);
        if (_silent)
        {
            flood.GiveUp();
        }

        Enqueue(flood);
        return flood;
    }

    public void SendControl(int opcode, ReadOnlyMemory<byte>? data)
    {
        bool numbered = Quirks.HasFlag(Quirks.SequenceOnControlFrames) && opcode is Opcode.Reconnect or Opcode.InvalidSession;
        Enqueue(new Outbound.Envelope(opcode, null, numbered ? Session?.Sequence : null, data));
    }

    public void SendRaw(ReadOnlyMemory<byte> message, bool binary) => Enqueue(new Outbound.Raw(message, binary));

    public void GarbleNext() => Enqueue(new Outbound.Garble());

    public void RequestReconnect()
    {
        SendControl(Opcode.Reconnect, null);
        _closeTimer ??= _simulation.Clock.CreateTimer(OnReconnectIgnored, null, _simulation.Options.ReconnectGrace, Timeout.InfiniteTimeSpan);
    }

    public void InvalidateSession(bool resumable)
    {
        SendControl(Opcode.InvalidSession, resumable ? "true"u8.ToArray() : "false"u8.ToArray());
        if (resumable)
        {
            LeaveSession();
        }
        else
        {
            EndSession();
            AwaitsReady = false;
        }
    }

    public void Close(int? code, string reason)
    {
        if (_closing)
        {
            return;
        }

        Enqueue(new Outbound.Close(code, reason));
        _closing = true;
        if (code is { } number && _simulation.Options.SessionEndingCloseCodes.Contains(number))
        {
            EndSession();
        }

        LeaveSession();
        _closeTimer?.Dispose();
        _closeTimer = _simulation.Clock.CreateTimer(OnCloseIgnored, null, _simulation.Options.CloseGrace, Timeout.InfiniteTimeSpan);
    }

    public void Drop()
    {
        Enqueue(new Outbound.Drop());
        _closing = true;
        LeaveSession();
    }

    public void Reset()
    {
        _closing = true;
        LeaveSession();
        _abort();
        End();
    }

    public void GoSilent()
    {
        _silent = true;
        _line.FallSilent();
        _heartbeatTimer?.Dispose();
        _closeTimer?.Dispose();
    }

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

    public void SentClose(int? code, string reason)
    {
        Record.CloseFromServer ??= new RecordedClose(Now, code, reason);
        _simulation.Recorder.Changed.Beat();
    }

    // Elsewhere, for whoever calls holds the gate and what ends here takes it.
    private void End() => _ = _ended ? Task.CompletedTask : _life.CancelAsync();

    private TimeSpan HeartbeatPatience => _simulation.Options.HeartbeatInterval + _simulation.Options.HeartbeatTolerance;

    private void Enqueue(SessionEvent item) =>
        Enqueue(new Outbound.Envelope(Opcode.Dispatch, item.Name, item.Sequence, item.Data));

    private void Enqueue(Outbound item)
    {
        if (!_closing && !_silent)
        {
            _writer.Enqueue(item);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        bool dropped = false;
        try
        {
            await _writer.RunAsync(cancellationToken).ConfigureAwait(false);
            dropped = Record.CloseFromServer is null;
        }
        catch (Exception gone) when (IsPeerGone(gone))
        {
            dropped = true;
        }

        if (dropped)
        {
            await _life.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Reads until the connection is over: 1. a message; 2. to the protocol, unless we have closed or fallen
    /// silent; 3. on the client's close frame answer it; 4. withheld that answer, wait for the client to go.
    /// </summary>
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (!message.IsClose)
                {
                    OnMessage(message.Payload);
                }
                else if (OnClientClose(message))
                {
                    return;
                }
                else
                {
                    await DrainAsync(cancellationToken).ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (Exception gone) when (IsPeerGone(gone))
        {
            // The client went without a close frame, or one of our own faults ended the connection.
        }
    }

    private static bool IsPeerGone(Exception exception) =>
        exception is IOException or OperationCanceledException or ObjectDisposedException;

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        byte[] waste = new byte[1024];
        while (await _line.ReadAsync(waste, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }

    private void OnMessage(ReadOnlyMemory<byte> message)
    {
        lock (_simulation.Gate)
        {
            _protocol.Receive(this, message.ToArray(), listens: !_closing && !_silent, _meter);
        }

        _simulation.Recorder.Changed.Beat();
    }

    /// <summary>The client's close frame; false if it stays unanswered.</summary>
    private bool OnClientClose(ClientMessage close)
    {
        bool answered = false;
        lock (_simulation.Gate)
        {
            int? code = close.CloseCode;
            Record.CloseFromClient = new RecordedClose(Now, code, close.CloseReason);
            if (_closing)
            {
                answered = true;
            }
            else
            {
                if (code is CloseCode.Normal or CloseCode.GoingAway)
                {
                    EndSession();
                }

                LeaveSession();
                if (!_silent)
                {
                    _simulation.Faults.At(Moment.CloseReply, this, () =>
                    {
                        answered = true;
                        Enqueue(new Outbound.Close(code, ""));
                        _closing = true;
                    });
                }
            }
        }

        _simulation.Recorder.Changed.Beat();
        return answered;
    }

    private void OnNoHeartbeat(object? state)
    {
        lock (_simulation.Gate)
        {
            Close(_simulation.Options.MissedHeartbeatCloseCode, "No heartbeat.");
        }
    }

    private void OnReconnectIgnored(object? state)
    {
        lock (_simulation.Gate)
        {
            Close(CloseCode.UnknownError, "Reconnect was asked for.");
        }
    }

    private void OnCloseIgnored(object? state)
    {
        lock (_simulation.Gate)
        {
            End();
        }
    }
}

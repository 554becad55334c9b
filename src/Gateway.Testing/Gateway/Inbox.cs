namespace Gateway.Testing;

/// <summary>What a client says on one connection, up to its end.</summary>
internal sealed class Inbox(GatewayConnection connection, Simulation simulation, GatewayProtocol protocol, Line line)
{
    private readonly WebSocketReader _reader = new(line);
    private readonly SendMeter _meter = new(simulation.Clock, simulation.Options.SendLimit, simulation.Options.SendWindow);

    /// <summary>
    /// Reads until the connection is over: 1. a message; 2. to the protocol, unless we have closed or fallen
    /// silent; 3. on the client's close frame answer it; 4. withheld that answer, wait for the client to go.
    /// </summary>
    /// <returns>Whether the client still waits for the answer to its close frame.</returns>
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
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
                    return true;
                }
                else
                {
                    await DrainAsync(cancellationToken).ConfigureAwait(false);
                    return false;
                }
            }
        }
        catch (Exception gone) when (IsPeerGone(gone))
        {
            // The client went without a close frame, or one of our own faults ended the connection.
        }

        return false;
    }

    public static bool IsPeerGone(Exception exception) =>
        exception is IOException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Waits for the client to go.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        byte[] waste = new byte[1024];
        try
        {
            while (await line.ReadAsync(waste, cancellationToken).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception gone) when (IsPeerGone(gone))
        {
            // What was waited for.
        }
    }

    private void OnMessage(ReadOnlyMemory<byte> message)
    {
        lock (simulation.Gate)
        {
            protocol.Receive(connection, message.ToArray(), listens: !connection.Outbox.IsClosing && !connection.Outbox.IsSilent, _meter);
        }

        simulation.Recorder.Changed.Beat();
    }

    /// <summary>The client's close frame; false if it stays unanswered.</summary>
    private bool OnClientClose(ClientMessage close)
    {
        bool answered = false;
        lock (simulation.Gate)
        {
            int? code = close.CloseCode;
            connection.Record.CloseFromClient = new RecordedClose(connection.Now, code, close.CloseReason);
            if (connection.Outbox.IsClosing)
            {
                answered = true;
            }
            else
            {
                if (code is CloseCode.Normal or CloseCode.GoingAway)
                {
                    connection.EndSession();
                }

                connection.LeaveSession();
                if (!connection.Outbox.IsSilent)
                {
                    simulation.Faults.At(Moment.CloseReply, connection, () =>
                    {
                        answered = true;
                        connection.Outbox.Close(code, "");
                    });
                }
            }
        }

        simulation.Recorder.Changed.Beat();
        return answered;
    }
}

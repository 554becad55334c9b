namespace Gateway.Testing;

/// <summary>
/// What a client may be late with on one connection: a heartbeat, going after opcode 7, its close frame. Used under
/// <see cref="Simulation.Gate"/>.
/// </summary>
internal sealed class ConnectionDeadlines(GatewayConnection connection, Simulation simulation) : IDisposable
{
    private ITimer? _heartbeat;
    private ITimer? _going;

    private TimeSpan HeartbeatPatience => simulation.Options.HeartbeatInterval + simulation.Options.HeartbeatTolerance;

    public void ExpectHeartbeats() => _heartbeat = Start(HeartbeatPatience, () =>
        connection.Close(simulation.Options.MissedHeartbeatCloseCode, "No heartbeat."));

    public void HeartbeatCame() => _heartbeat?.Change(HeartbeatPatience, Timeout.InfiniteTimeSpan);

    /// <summary>Opcode 7 has been sent.</summary>
    public void ExpectGoing() => _going ??= Start(simulation.Options.ReconnectGrace, () =>
        connection.Close(CloseCode.UnknownError, "Reconnect was asked for."));

    /// <summary>A close frame has been sent.</summary>
    public void ExpectClose()
    {
        _going?.Dispose();
        _going = Start(simulation.Options.CloseGrace, connection.End);
    }

    public void Dispose()
    {
        _heartbeat?.Dispose();
        _going?.Dispose();
    }

    private ITimer Start(TimeSpan after, Action over) => simulation.Clock.CreateTimer(
        _ =>
        {
            lock (simulation.Gate)
            {
                over();
            }
        },
        null,
        after,
        Timeout.InfiniteTimeSpan);
}

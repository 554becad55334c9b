namespace Gateway.Testing;

/// <summary>The faults that lie in wait. Used under <see cref="Simulation.Gate"/>, <see cref="HasManners"/> excepted.</summary>
internal sealed class FaultPlan(Simulation simulation)
{
    private readonly List<Fault> _faults = [];
    private readonly List<string> _notes = [];
    private volatile bool _hasManners;

    public Lock Gate => simulation.Gate;

    public TimeProvider Clock => simulation.Clock;

    public IEnumerable<GatewayConnection> Open => simulation.OpenConnections;

    /// <summary>Whether any fault changes how bytes leave; read without the lock.</summary>
    public bool HasManners => _hasManners;

    public IReadOnlyList<string> Notes => _notes;

    public void Note(string text) => _notes.Add($"{simulation.Clock.GetUtcNow():HH:mm:ss.fff}  fault {text}");

    public Fault Add(Fault fault)
    {
        lock (Gate)
        {
            _faults.Add(fault);
            Refresh();
            Note(fault.Story);
        }

        return fault;
    }

    public void Remove(Fault fault)
    {
        _faults.Remove(fault);
        Refresh();
    }

    public void LiftAll()
    {
        lock (Gate)
        {
            foreach (var fault in _faults.ToArray())
            {
                fault.Lift();
            }
        }
    }

    public void Opened(GatewayConnection connection)
    {
        foreach (var fault in _faults)
        {
            fault.Scope.Claim(connection);
        }
    }

    /// <summary>Does what belongs at this moment, or what a fault has planned instead, and what one has planned behind it.</summary>
    public void At(Moment moment, GatewayConnection connection, Action proceed)
    {
        var instead = _faults.FirstOrDefault(fault => fault.InsteadOf == moment && fault.IsDue(connection));
        if (instead is not null)
        {
            Note(instead.Story + $" (connection {connection.Record.Index})");
            instead.Strike(connection, proceed);
            return;
        }

        proceed();
        foreach (var after in _faults.Where(fault => fault.After == moment && fault.IsDue(connection)).ToArray())
        {
            Note(after.Story + $" (connection {connection.Record.Index})");
            after.Strike(connection, proceed: null);
        }
    }

    public Manner MannerOf(GatewayConnection connection)
    {
        int? fragment = null;
        Trickle? trickle = null;
        Task? stalled = null;
        foreach (var fault in _faults)
        {
            if (fault.IsDue(connection))
            {
                fragment ??= fault.FragmentSize;
                trickle ??= fault.BytesPerSecond is { } rate ? new Trickle(rate, fault.Over) : null;
                stalled ??= fault.Stalls ? fault.Over : null;
            }
        }

        return new Manner(fragment, trickle, stalled);
    }

    /// <summary>Whether dispatches go out twice.</summary>
    public bool Duplicates(GatewayConnection connection) => _faults.Exists(fault => fault.Duplicates && fault.IsDue(connection));

    /// <summary>Whether dispatches change places in pairs.</summary>
    public bool Swaps(GatewayConnection connection) => _faults.Exists(fault => fault.Swaps && fault.IsDue(connection));

    public void Changed() => simulation.Recorder.Changed.Beat();

    public Task UntilAsync(Func<bool> condition, string what, TimeSpan? within) =>
        simulation.UntilAsync(() => condition() ? this : null, () => what, within);

    private void Refresh() => _hasManners = _faults.Exists(static fault => fault.FragmentSize is not null || fault.BytesPerSecond is not null || fault.Stalls);
}

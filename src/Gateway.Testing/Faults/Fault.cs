namespace Gateway.Testing;

/// <summary>A fault that waits for its moment, or lasts, until it is lifted or spent.</summary>
public sealed class Fault
{
    private readonly FaultPlan _plan;
    private readonly List<(GatewayConnection Connection, Action Proceed)> _held = [];
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _remaining;

    internal Fault(FaultPlan plan, ConnectionScope scope, string story, int times)
    {
        _plan = plan;
        Scope = scope;
        Story = story;
        _remaining = times;
    }

    /// <summary>How often it has struck.</summary>
    public int Strikes { get; private set; }

    internal ConnectionScope Scope { get; }

    internal string Story { get; }

    /// <summary>Whether it is over.</summary>
    internal bool IsLifted { get; private set; }

    /// <summary>Completes when it is over.</summary>
    internal Task Over => _over.Task;

    internal Moment? InsteadOf { get; init; }

    internal Moment? After { get; init; }

    internal Action<GatewayConnection>? Action { get; init; }

    internal int? FragmentSize { get; init; }

    internal int? BytesPerSecond { get; init; }

    internal bool Stalls { get; init; }

    internal bool Duplicates { get; init; }

    internal bool Swaps { get; init; }

    /// <summary>Lets it strike this often and no more. Without it a fault lasts until it is lifted; one that acts on <see cref="SimulatedDiscord.NextConnection"/> strikes once.</summary>
    public Fault Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        lock (_plan.Gate)
        {
            _remaining = count;
        }

        return this;
    }

    /// <summary>Ends it. What it withheld from connections that are still open is sent now.</summary>
    public void Lift()
    {
        lock (_plan.Gate)
        {
            End();
            foreach (var (connection, proceed) in _held)
            {
                if (connection.IsAlive)
                {
                    proceed();
                }
            }

            _held.Clear();
        }
    }

    /// <summary>Waits until it has struck.</summary>
    /// <param name="times">How often it has to have struck, from the beginning. Default 1.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    /// <exception cref="ExpectationException">It did not.</exception>
    public Task StruckAsync(int times = 1, TimeSpan? within = null) =>
        _plan.UntilAsync(() => Strikes >= times, $"the fault \"{Story}\" to strike {times} time(s), not {Strikes}", within);

    internal bool IsDue(GatewayConnection connection) => !IsLifted && _remaining > 0 && Scope.Matches(connection);

    internal void Strike(GatewayConnection connection, Action? proceed)
    {
        Strikes++;
        if (Action is null && proceed is not null)
        {
            _held.Add((connection, proceed));
        }

        if (--_remaining == 0 && Action is not null)
        {
            End();
        }

        Action?.Invoke(connection);
        _plan.Changed();
    }

    private void End()
    {
        IsLifted = true;
        _plan.Remove(this);
        _over.TrySetResult();
    }
}

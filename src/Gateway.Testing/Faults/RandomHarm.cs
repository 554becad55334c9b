namespace Gateway.Testing;

/// <summary>Faults that a seed chooses, one after another, until it is disposed of. The seed stands in the transcript.</summary>
public sealed class RandomHarm : IDisposable
{
    private static readonly (string What, Action<GatewayConnection> Act)[] Choices =
    [
        ("drop", static connection => connection.Drop()),
        ("reset", static connection => connection.Reset()),
        ("close 4000", static connection => connection.Close(CloseCode.UnknownError, "")),
        ("close 1001", static connection => connection.Close(CloseCode.GoingAway, "")),
        ("close without a code", static connection => connection.Close(null, "")),
        ("opcode 7", static connection => connection.RequestReconnect()),
        ("opcode 9, resumable", static connection => connection.InvalidateSession(resumable: true)),
        ("opcode 9", static connection => connection.InvalidateSession(resumable: false)),
        ("opcode 1", static connection => connection.SendControl(Opcode.Heartbeat, null)),
        ("garble", static connection => connection.GarbleNext()),
        ("junk", static connection => connection.SendRaw("}{"u8.ToArray(), binary: false)),
        ("go silent", static connection => connection.GoSilent()),
    ];

    private readonly ConnectionScope _scope;
    private readonly Random _random;
    private readonly ITimer _timer;

    internal RandomHarm(ConnectionScope scope, int seed, TimeSpan every)
    {
        _scope = scope;
        Seed = seed;
#pragma warning disable CA5394 // Chosen by a seed on purpose: the same harm again.
        _random = new Random(seed);
#pragma warning restore CA5394
        _timer = scope.Plan.Clock.CreateTimer(_ => Strike(), null, every, every);
    }

    /// <summary>What the choices follow from. The same seed makes the same choices in the same order.</summary>
    public int Seed { get; }

    /// <summary>How often it has struck. A turn on which nobody is connected counts for nothing.</summary>
    public int Strikes { get; private set; }

    /// <summary>Ends the harm.</summary>
    public void Dispose() => _timer.Dispose();

    /// <summary>Waits until it has struck this often.</summary>
    /// <param name="times">How often, from the beginning.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    /// <exception cref="ExpectationException">It did not.</exception>
    public Task StruckAsync(int times, TimeSpan? within = null) =>
        _scope.Plan.UntilAsync(() => Strikes >= times, $"random harm (seed {Seed}) to strike {times} time(s), not {Strikes}", within);

    private void Strike()
    {
        lock (_scope.Plan.Gate)
        {
            var open = _scope.Plan.Open.Where(connection => connection.IsAlive && _scope.Matches(connection)).ToArray();
            if (open.Length == 0)
            {
                return;
            }

#pragma warning disable CA5394 // As above.
            var connection = open[_random.Next(open.Length)];
            var (what, act) = Choices[_random.Next(Choices.Length)];
#pragma warning restore CA5394
            Strikes++;
            _scope.Plan.Note($"random harm (seed {Seed}): {what} (connection {connection.Record.Index})");
            act(connection);
        }

        _scope.Plan.Changed();
    }
}

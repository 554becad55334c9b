namespace Gateway.Testing;

/// <summary>
/// Faults that a seed chooses, one after another, until it is disposed of. What lasts ends with the next strike. The seed
/// stands in the transcript.
/// </summary>
public sealed class RandomHarm : IDisposable
{
    private readonly ConnectionScope _scope;
    private readonly IReadOnlyList<Harm> _choices;
    private readonly Random _random;
    private readonly ITimer _timer;
    private Action? _end;
    private bool _over;

    internal RandomHarm(ConnectionScope scope, IReadOnlyList<Harm> choices, int seed, TimeSpan every)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(every, TimeSpan.Zero);
        _scope = scope;
        _choices = choices;
        Seed = seed;
#pragma warning disable CA5394 // Chosen by a seed on purpose: the same harm again.
        _random = new Random(seed);
#pragma warning restore CA5394
        lock (scope.Plan.Gate)
        {
            scope.Plan.Note($"{scope}: random harm (seed {seed}) every {every}");
        }

        _timer = scope.Plan.Clock.CreateTimer(_ => Strike(), null, every, every);
    }

    /// <summary>What the choices follow from. The same seed makes the same choices in the same order.</summary>
    public int Seed { get; }

    /// <summary>How often it has struck. A turn on which nobody was there to be harmed counts for nothing.</summary>
    public int Strikes { get; private set; }

    /// <summary>Ends the harm, and what still lasts of it.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_scope.Plan.Gate)
        {
            _over = true;
            End();
        }
    }

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
            if (_over)
            {
                return;
            }

            End();
#pragma warning disable CA5394 // As above.
            var harm = _choices[_random.Next(_choices.Count)];
            double place = _random.NextDouble();
#pragma warning restore CA5394
            if (harm.Begin is { } begin)
            {
                _end = begin();
            }
            else if (harm is { Lie: { } lie, IsForOne: false })
            {
                _end = lie(_scope).Lift;
            }
            else if (Choose(place) is { } connection)
            {
                harm.Act?.Invoke(connection);
                _end = harm.Lie is null ? null : harm.Lie(ConnectionScope.Of(_scope.Plan, connection.Record)).Lift;
                _scope.Plan.Note($"random harm (seed {Seed}): {harm.What} (connection {connection.Record.Index})");
            }
            else
            {
                return;
            }

            Strikes++;
        }

        _scope.Plan.Changed();
    }

    // By shard, so that it does not matter which of them connected first.
    private GatewayConnection? Choose(double place)
    {
        GatewayConnection[] open =
        [
            .. _scope.Plan.Open
                .Where(connection => connection.IsAlive && _scope.Matches(connection))
                .OrderBy(static connection => connection.Record.ShardId ?? int.MaxValue)
                .ThenBy(static connection => connection.Record.Index),
        ];
        return open.Length == 0 ? null : open[(int)(place * open.Length)];
    }

    private void End()
    {
        _end?.Invoke();
        _end = null;
    }
}

using System.Text;

namespace Gateway.Testing;

/// <summary>
/// Some of the gateway connections: one, those of a shard, all of them, or the next one. What ends in <c>Async</c>
/// happens at once to those that are open; the rest lies in wait for its moment.
/// </summary>
public sealed class ConnectionScope
{
    private readonly Func<GatewayConnection, bool> _matches;
    private readonly string _name;
    private RecordedConnection? _claimed;

    internal ConnectionScope(FaultPlan plan, string name, Func<GatewayConnection, bool> matches, bool isNext = false)
    {
        Plan = plan;
        _name = name;
        _matches = matches;
        IsNext = isNext;
    }

    internal FaultPlan Plan { get; }

    internal static ConnectionScope Of(FaultPlan plan, RecordedConnection record) =>
        new(plan, $"connection {record.Index}", connection => connection.Record == record);

    internal bool IsNext { get; }

    /// <summary>Something else in place of what Discord would send.</summary>
    public FaultStep InsteadOf(Moment moment) => new(this, moment, instead: true);

    /// <summary>Something right behind what Discord sends.</summary>
    public FaultStep After(Moment moment) => new(this, moment, instead: false);

    /// <summary>Every message comes as websocket fragments of this many bytes.</summary>
    public Fault Fragment(int bytes = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return Plan.Add(new Fault(Plan, this, $"{this}: fragments of {bytes} byte(s)", int.MaxValue) { FragmentSize = bytes });
    }

    /// <summary>Bytes come no faster than this until <see cref="Fault.Lift"/>; then what is left comes at once.</summary>
    public Fault Trickle(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerSecond);
        return Plan.Add(new Fault(Plan, this, $"{this}: {bytesPerSecond} bytes a second", int.MaxValue) { BytesPerSecond = bytesPerSecond });
    }

    /// <summary>Nothing is written until <see cref="Fault.Lift"/>; then everything comes at once.</summary>
    public Fault Stall() => Plan.Add(new Fault(Plan, this, $"{this}: stall", int.MaxValue) { Stalls = true });

    /// <summary>Every dispatch comes twice, with the same <c>s</c>.</summary>
    public Fault Duplicate() => Plan.Add(new Fault(Plan, this, $"{this}: dispatches come twice", int.MaxValue) { Duplicates = true });

    /// <summary>
    /// Dispatches change places in pairs: <c>s</c> 3 comes before <c>s</c> 2. READY and RESUMED keep theirs, and a
    /// dispatch that nothing follows comes before the next heartbeat's answer.
    /// </summary>
    public Fault Reorder() => Plan.Add(new Fault(Plan, this, $"{this}: dispatches change places", int.MaxValue) { Swaps = true });

    /// <summary>Does harm at random: one thing at a time, out of all that can happen to connections.</summary>
    /// <param name="seed">What the choices follow from.</param>
    /// <param name="every">The time between two strikes, by the simulator's clock.</param>
    public RandomHarm HarmAtRandom(int seed, TimeSpan every) => new(this, Harm.ToConnections, seed, every);

    /// <summary>Sends an event to the sessions here, whatever their intents, again and again at a rate.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="json">Its payload, by number from 0.</param>
    /// <param name="count">How many.</param>
    /// <param name="perSecond">How many in a second of the simulator's clock, in ten portions.</param>
    /// <returns>A task that completes when all are on their way.</returns>
    public async Task FloodAsync(string name, Func<int, string> json, int count, int perSecond)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(json);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        int portion = Math.Max(1, perSecond / 10);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)portion / perSecond), Plan.Clock);
        for (int sent = 0; sent < count;)
        {
            var payloads = Payloads(json, sent, Math.Min(portion, count - sent));
            lock (Plan.Gate)
            {
                foreach (var session in Alive().Select(static connection => connection.Session).OfType<Session>())
                {
                    Array.ForEach(payloads, payload => session.Publish(name, payload));
                }
            }

            sent += payloads.Length;
            if (sent < count)
            {
                await timer.WaitForNextTickAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Compresses and frames events for the sessions here, whatever their intents, to be sent at full speed later.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="json">Its payload, by number from 0.</param>
    /// <param name="count">How many.</param>
    /// <returns>The flood, once everything is prepared. It is recorded as a count (<see cref="RecordedConnection.SentCount"/>), not frame by frame.</returns>
    public async Task<Flood> PrepareFloodAsync(string name, Func<int, string> json, int count)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(json);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var payloads = Payloads(json, 0, count);
        var parts = new List<Outbound.Flood>();
        lock (Plan.Gate)
        {
            foreach (var connection in Alive().Where(static connection => connection.Session is not null))
            {
                parts.Add(connection.Outbox.PrepareFlood(name, payloads));
            }
        }

        await Task.WhenAll(parts.Select(static part => part.Prepared.Task)).ConfigureAwait(false);
        return new Flood([.. parts]);
    }

    /// <summary>Ends the connections without a close frame; what was sent before still arrives. The sessions stay.</summary>
    /// <exception cref="InvalidOperationException">None is open. So for every method here that acts at once.</exception>
    public Task DropAsync() => NowAsync(static connection => connection.Drop());

    /// <summary>
    /// Resets the connections at once (TCP RST). The sessions stay. What the client has not read by then is lost with
    /// the connection, even a READY: to have it arrive, use <see cref="DropAsync"/>.
    /// </summary>
    public Task ResetAsync() => NowAsync(static connection => connection.Reset());

    /// <summary>Makes the connections half-open: everything is swallowed, nothing is answered, the sockets stay.</summary>
    public Task GoSilentAsync() => NowAsync(static connection => connection.GoSilent());

    /// <summary>Sends a close frame.</summary>
    /// <param name="code">The code; null for a frame without one.</param>
    /// <param name="reason">The text beside it.</param>
    public Task CloseAsync(int? code, string reason = "") => NowAsync(connection => connection.Close(code, reason));

    /// <summary>Sends opcode 7, and closes after <see cref="SimulatedDiscordOptions.ReconnectGrace"/>.</summary>
    public Task RequestReconnectAsync() => NowAsync(static connection => connection.RequestReconnect());

    /// <summary>Sends opcode 9. The connections stay open and take another IDENTIFY or RESUME.</summary>
    /// <param name="resumable">The <c>d</c> of it; false ends the session.</param>
    public Task InvalidateSessionAsync(bool resumable) => NowAsync(connection => connection.InvalidateSession(resumable));

    /// <summary>Sends opcode 1: the client has to beat at once.</summary>
    public Task RequestHeartbeatAsync() => NowAsync(static connection => connection.Outbox.SendControl(Opcode.Heartbeat, null));

    /// <summary>Sends a message of any text; compressed like any other.</summary>
    public Task SendAsync(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NowAsync(connection => connection.Outbox.SendRaw(Encoding.UTF8.GetBytes(text), binary: false));
    }

    /// <summary>Sends a binary message of any bytes, past the compression: junk, invalid UTF-8, a foreign stream.</summary>
    public Task SendBytesAsync(ReadOnlyMemory<byte> bytes) => NowAsync(connection => connection.Outbox.SendRaw(bytes, binary: true));

    /// <summary>Sends a message that never ends, for as long as the client takes it. Nothing comes after it.</summary>
    public Task SendEndlesslyAsync() => NowAsync(static connection => connection.Outbox.SendEndless());

    /// <summary>Garbles the next message on the wire: broken compression, or broken JSON where there is none.</summary>
    public Task GarbleNextAsync() => NowAsync(static connection => connection.Outbox.GarbleNext());

    /// <summary>The scope in words.</summary>
    public override string ToString() => _name;

    internal bool Matches(GatewayConnection connection) => IsNext ? _claimed == connection.Record : _matches(connection);

    /// <summary>The next connection has come: it is this one.</summary>
    internal void Claim(GatewayConnection connection)
    {
        if (IsNext)
        {
            _claimed ??= connection.Record;
        }
    }

    private static byte[][] Payloads(Func<int, string> json, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => Encoding.UTF8.GetBytes(json(number)))];

    private GatewayConnection[] Alive() => [.. Plan.Open.Where(connection => connection.IsAlive && Matches(connection))];

    private Task NowAsync(Action<GatewayConnection> action)
    {
        lock (Plan.Gate)
        {
            var open = Alive();
            if (open.Length == 0)
            {
                throw new InvalidOperationException($"There is no open connection: {this}.");
            }

            foreach (var connection in open)
            {
                action(connection);
            }

            Plan.Note($"{this}: acted on {open.Length} connection(s)");
        }

        return Task.CompletedTask;
    }
}

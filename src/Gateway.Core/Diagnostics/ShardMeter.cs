using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gateway.Core.Commands;
using Gateway.Core.Envelope;
using Gateway.Core.Events;

namespace Gateway.Core.Diagnostics;

/// <summary>
/// What the shards of a process measure. Nobody listening costs a look at a flag; somebody listening costs no memory for
/// each event.
/// </summary>
internal sealed class ShardMeter
{
    // The steps that an interaction's three seconds, and a shard that waits for minutes, make interesting.
    private static readonly InstrumentAdvice<double> LatencySteps = new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10] };
    private static readonly InstrumentAdvice<double> WaitSteps = new() { HistogramBucketBoundaries = [0.001, 0.01, 0.1, 0.5, 1, 5, 10, 30, 60, 300] };

    private static readonly ConditionalWeakTable<IMeterFactory, ShardMeter> ByFactory = [];
    private static readonly ShardMeter Shared = new(new Meter(Options()));

    private readonly ConcurrentDictionary<MeteredShard, byte> _shards = new();
    private readonly Counter<long> _events;
    private readonly Counter<long> _received;
    private readonly Counter<long> _inflated;
    private readonly Histogram<double> _latency;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _resumes;
    private readonly Counter<long> _identifies;
    private readonly Counter<long> _commands;
    private readonly Histogram<double> _wait;

    private ShardMeter(Meter meter)
    {
        _events = meter.CreateCounter<long>(GatewayMetrics.Events, "{event}", "Events received.");
        _received = meter.CreateCounter<long>(GatewayMetrics.ReceivedBytes, "By", "Bytes received as Discord sent them.");
        _inflated = meter.CreateCounter<long>(GatewayMetrics.InflatedBytes, "By", "Bytes received, inflated.");
        _latency = meter.CreateHistogram(
            GatewayMetrics.HeartbeatLatency, "s", "How long Discord took to answer a heartbeat.", tags: null, LatencySteps);
        _reconnects = meter.CreateCounter<long>(GatewayMetrics.Reconnects, "{connection}", "Connections that ended and were followed by another.");
        _resumes = meter.CreateCounter<long>(GatewayMetrics.Resumes, "{session}", "Sessions that were resumed.");
        _identifies = meter.CreateCounter<long>(GatewayMetrics.Identifies, "{identify}", "Identifies sent.");
        _commands = meter.CreateCounter<long>(GatewayMetrics.Commands, "{command}", "Commands sent.");
        _wait = meter.CreateHistogram(
            GatewayMetrics.CommandWait, "s", "How long a command waited to be sent.", tags: null, WaitSteps);
        meter.CreateObservableUpDownCounter(GatewayMetrics.Shards, CountShards, "{shard}", "Shards that are read, by state.");
        meter.CreateObservableUpDownCounter(
            GatewayMetrics.QueuedCommands, () => _shards.Keys.Sum(static shard => (long)shard.QueuedCommands()), "{command}", "Commands that wait to be sent.");
    }

    /// <summary>The one of a factory, or the one of the process.</summary>
    public static ShardMeter Of(IMeterFactory? factory) =>
        factory is null ? Shared : ByFactory.GetValue(factory, static factory => new ShardMeter(factory.Create(Options())));

    /// <summary>A shard is read from here on.</summary>
    public void Add(MeteredShard shard) => _shards.TryAdd(shard, 0);

    /// <summary>A shard is no longer read.</summary>
    public void Remove(MeteredShard shard) => _shards.TryRemove(shard, out _);

    /// <summary>A message came.</summary>
    public void OnReceived(in GatewayEnvelope envelope, int inflated, long received)
    {
        _inflated.Add(inflated);
        _received.Add(received);
        if (_events.Enabled && envelope.Opcode == GatewayOpcode.Dispatch)
        {
            _events.Add(1, Tag(GatewayMetrics.EventName, EventCatalog.Find(envelope.Name.Span)?.Name ?? GatewayMetrics.UnknownEvent));
        }
    }

    public void OnLatency(TimeSpan roundTrip) => _latency.Record(roundTrip.TotalSeconds);

    public void OnReconnect(ConnectionEnd end)
    {
        if (_reconnects.Enabled)
        {
            KeyValuePair<string, object?> reason = Tag(GatewayMetrics.EndReason, SnakeCase(end.Reason.ToString()));
            if (end.CloseCode is { } code)
            {
                _reconnects.Add(1, reason, new(GatewayMetrics.CloseCode, Enum.IsDefined(code) ? (int)code : 0));
            }
            else
            {
                _reconnects.Add(1, reason);
            }
        }
    }

    public void OnResumed() => _resumes.Add(1);

    public void OnIdentify() => _identifies.Add(1);

    public void OnCommand(GatewayCommand command, TimeSpan wait)
    {
        if (_commands.Enabled || _wait.Enabled)
        {
            KeyValuePair<string, object?> tag = Tag(
                GatewayMetrics.Command,
                Enum.IsDefined(command.Opcode) ? SnakeCase(command.Opcode.ToString()) : GatewayMetrics.UnknownCommand);
            _commands.Add(1, tag);
            _wait.Record(wait.TotalSeconds, tag);
        }
    }

    private static MeterOptions Options() => new(GatewayMetrics.MeterName) { Version = typeof(ShardMeter).Assembly.GetName().Version?.ToString(3) };

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <summary>One measurement for each state that a shard that is read can be in: those that nobody is in count none.</summary>
    private IEnumerable<Measurement<long>> CountShards()
    {
        ILookup<ShardState, MeteredShard> byState = _shards.Keys.ToLookup(static shard => shard.State());
        return Enum.GetValues<ShardState>()
            .Where(static state => state is not (ShardState.Idle or ShardState.Closed or ShardState.Failed))
            .Select(state => new Measurement<long>(byState[state].Count(), Tag(GatewayMetrics.State, SnakeCase(state.ToString()))));
    }
}

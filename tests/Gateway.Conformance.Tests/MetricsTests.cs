using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.Core.Commands;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>What the metrics of a shard say of its life.</summary>
public class MetricsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task They_tell_what_happened()
    {
        using var metrics = new Metrics();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time, meterFactory: metrics)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        await shard.Shard.SendAsync(new UpdatePresence(), Conditions.Token);
        await discord.Everyone.RequestHeartbeatAsync();
        await shard.UntilAsync(() => shard.Shard.Latency.Latest is not null, "the ACK");
        await discord.Everyone.RequestReconnectAsync();
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));
        await shard.ReceivedAsync("RESUMED");

        Assert.Equal(1, metrics.Sum(GatewayMetrics.Identifies));
        Assert.Equal(1, metrics.Sum(GatewayMetrics.Resumes));
        Assert.Equal(1, metrics.Sum(GatewayMetrics.Reconnects, "reconnect_requested"));
        Assert.Equal(1, metrics.Sum(GatewayMetrics.Commands, "presence_update"));
        Assert.Equal(1, metrics.Count(GatewayMetrics.HeartbeatLatency));
        Assert.Equal(1, metrics.Sum(GatewayMetrics.Events, "READY"));
        Assert.Equal(1, metrics.Sum(GatewayMetrics.Events, "RESUMED"));
        double received = metrics.Sum(GatewayMetrics.ReceivedBytes), inflated = metrics.Sum(GatewayMetrics.InflatedBytes);
        Assert.True(received > 0 && inflated > received, $"{received} bytes received, {inflated} inflated");
        Assert.Equal(1, metrics.Observe(GatewayMetrics.Shards, "ready"));

        await shard.Shard.CloseAsync(cancellationToken: Conditions.Token);
        await shard.Reading;

        Assert.Equal(0, metrics.Observe(GatewayMetrics.Shards, "ready"));
    }

    [Fact]
    public async Task A_listener_that_throws_costs_nothing_and_is_said_once_a_minute()
    {
        using var metrics = new Metrics { Throws = true };
        var log = new FakeLogger();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(
            discord, discord.Options(_time, meterFactory: metrics) with { Logger = log }).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        await shard.Shard.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, Conditions.Token);
        await discord.ExpectFrameAsync(static frame => frame.Opcode == 3);
        await discord.Everyone.RequestHeartbeatAsync();
        await shard.UntilAsync(() => shard.Shard.Latency.Latest is not null, "the ACK");
        Assert.Single(discord.Connections);
        Assert.Null(shard.Shard.Status.LastEnd);

        await discord.Everyone.RequestReconnectAsync();
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));
        await shard.ReceivedAsync("RESUMED");
        Assert.Equal(ConnectionEndReason.ReconnectRequested, shard.Shard.Status.LastEnd?.Reason);
        Assert.Single(Told(log));

        _time.Advance(TimeSpan.FromSeconds(30));
        await shard.UntilAsync(() => shard.Shard.Latency.Recent.Count == 2, "another ACK");
        _time.Advance(TimeSpan.FromSeconds(31));
        await discord.Mira().SaysAsync("a minute later");
        await shard.SaidAsync("a minute later");
        Assert.All(Told(log), static record => Assert.IsType<InvalidTimeZoneException>(record.Exception));
        Assert.Equal(2, Told(log).Count);
    }

    private static List<FakeLogRecord> Told(FakeLogger log) => [.. log.Collector.GetSnapshot().Where(static record => record.Message.Contains("listens to the meter", StringComparison.Ordinal))];

    private sealed class Metrics : IMeterFactory
    {
        private readonly ConcurrentQueue<(string Name, double Value, string? Tag)> _all = new();
        private readonly MeterListener _listener = new();
        private Meter? _meter;

        /// <summary>Whether whatever is measured is refused with an exception.</summary>
        public bool Throws { get; init; }

        public Metrics()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, this))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
            _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
            _listener.Start();
        }

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            return _meter ??= new Meter(options);
        }

        public double Sum(string name, string? tag = null) => _all.Where(m => m.Name == name && m.Tag == tag).Sum(m => m.Value);

        public int Count(string name) => _all.Count(m => m.Name == name);

        public double Observe(string name, string tag)
        {
            _listener.RecordObservableInstruments();
            return _all.Last(m => m.Name == name && m.Tag == tag).Value;
        }

        public void Dispose()
        {
            _listener.Dispose();
            _meter?.Dispose();
        }

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (Throws)
            {
                throw new InvalidTimeZoneException();
            }

            _all.Enqueue((instrument.Name, value, tags.Length == 0 ? null : tags[0].Value?.ToString()));
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.Core.Commands;
using Gateway.Testing;
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
    public async Task A_listener_that_throws_costs_a_connection_but_no_command_and_the_next_one_takes_commands_again()
    {
        using var metrics = new Metrics { Refused = GatewayMetrics.Commands };
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time, meterFactory: metrics)).StartAndWaitUntilReadyAsync();
        await shard.Shard.SendAsync(new UpdatePresence(), Conditions.Token);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));
        metrics.Refused = null;
        await shard.Shard.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, Conditions.Token);

        Assert.IsType<InvalidTimeZoneException>(shard.Shard.Status.LastEnd?.Error);
        await discord.ExpectFrameAsync(static frame => frame.Opcode == 3 && frame.Data.GetProperty("status").GetString() == "idle");
    }

    private sealed class Metrics : IMeterFactory
    {
        private readonly ConcurrentQueue<(string Name, double Value, string? Tag)> _all = new();
        private readonly MeterListener _listener = new();
        private Meter? _meter;

        /// <summary>The counter that is refused with an exception; null for none.</summary>
        public string? Refused { get; set; }

        public Metrics()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, this))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((i, value, tags, _) =>
            {
                if (i.Name == Refused)
                {
                    throw new InvalidTimeZoneException();
                }

                _all.Enqueue((i.Name, value, tags.Length == 0 ? null : tags[0].Value?.ToString()));
            });
            _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => _all.Enqueue((i.Name, value, tags.Length == 0 ? null : tags[0].Value?.ToString())));
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
    }
}

using System.Diagnostics.Metrics;
using System.Text;
using Gateway.Core.Commands;
using Gateway.Core.Diagnostics;
using Gateway.Core.Envelope;

namespace Gateway.Core.Tests;

public class ShardMeterTests
{
    private static readonly GatewayEnvelope Message = Envelope("MESSAGE_CREATE");

    [Fact]
    public void Events_are_counted_by_the_names_the_catalog_knows_and_bytes_as_they_came_and_inflated()
    {
        using var measured = new Measurements();
        ShardMeter meter = ShardMeter.Of(measured);

        meter.OnReceived(Message, 100, 40);
        meter.OnReceived(Message, 100, 40);
        meter.OnReceived(Envelope("SOMETHING_NEW"), 50, 20);
        meter.OnReceived(new GatewayEnvelope { Opcode = GatewayOpcode.HeartbeatAck }, 10, 5);

        Assert.Equal(
            new() { ["discord.gateway.event=MESSAGE_CREATE"] = 2, ["discord.gateway.event=_OTHER"] = 1 },
            measured.Sums(GatewayMetrics.Events));
        Assert.Equal(260, measured.Sums(GatewayMetrics.InflatedBytes)[""]);
        Assert.Equal(105, measured.Sums(GatewayMetrics.ReceivedBytes)[""]);
    }

    [Fact]
    public void Reconnects_tell_the_reason_and_the_code_if_there_was_one()
    {
        using var measured = new Measurements();
        ShardMeter meter = ShardMeter.Of(measured);

        meter.OnReconnect(new ConnectionEnd(ConnectionEndReason.CloseFrame, GatewayCloseCode.SessionTimedOut));
        meter.OnReconnect(new ConnectionEnd(ConnectionEndReason.CloseFrame, (GatewayCloseCode)4242));
        meter.OnReconnect(new ConnectionEnd(ConnectionEndReason.ReconnectRequested));

        Assert.Equal(
            new()
            {
                ["discord.gateway.end.reason=close_frame discord.gateway.close_code=4009"] = 1,
                ["discord.gateway.end.reason=close_frame discord.gateway.close_code=0"] = 1,
                ["discord.gateway.end.reason=reconnect_requested"] = 1,
            },
            measured.Sums(GatewayMetrics.Reconnects));
    }

    [Fact]
    public void Commands_are_counted_with_the_time_they_waited()
    {
        using var measured = new Measurements();
        ShardMeter meter = ShardMeter.Of(measured);

        meter.OnCommand(new UpdatePresence(), TimeSpan.FromMilliseconds(1500));
        meter.OnCommand(new RawCommand((GatewayOpcode)37, "{}"u8.ToArray()), TimeSpan.FromSeconds(2));
        meter.OnCommand(new RawCommand((GatewayOpcode)38, "{}"u8.ToArray()), TimeSpan.FromSeconds(3));

        Assert.Equal(1, measured.Sums(GatewayMetrics.Commands)["discord.gateway.command=presence_update"]);
        Assert.Equal(1.5, measured.Sums(GatewayMetrics.CommandWait)["discord.gateway.command=presence_update"]);
        Assert.Equal(2, measured.Sums(GatewayMetrics.Commands)["discord.gateway.command=_OTHER"]);
        Assert.Equal(5, measured.Sums(GatewayMetrics.CommandWait)["discord.gateway.command=_OTHER"]);
    }

    [Fact]
    public void Shards_are_counted_by_state_and_every_state_is_there()
    {
        using var measured = new Measurements();
        ShardMeter meter = ShardMeter.Of(measured);
        var waiting = new MeteredShard { State = () => ShardState.Waiting, QueuedCommands = () => 3 };
        meter.Add(waiting);
        meter.Add(new MeteredShard { State = () => ShardState.Ready, QueuedCommands = () => 4 });

        Dictionary<string, double> states = measured.Observe(GatewayMetrics.Shards);
        double queued = measured.Observe(GatewayMetrics.QueuedCommands)[""];
        meter.Remove(waiting);

        Assert.Equal(
            new()
            {
                ["discord.gateway.state=waiting"] = 1,
                ["discord.gateway.state=queued"] = 0,
                ["discord.gateway.state=connecting"] = 0,
                ["discord.gateway.state=identifying"] = 0,
                ["discord.gateway.state=resuming"] = 0,
                ["discord.gateway.state=ready"] = 1,
            },
            states);
        Assert.Equal(7, queued);
        Assert.Equal(0, measured.Observe(GatewayMetrics.Shards)["discord.gateway.state=waiting"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_event_is_counted_without_allocating_whether_somebody_listens_or_not(bool listening)
    {
        long sum = 0;
        using var factory = new SilentFactory();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (listening && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => sum += value);
        listener.Start();
        ShardMeter meter = ShardMeter.Of(factory);
        GatewayEnvelope unknown = Envelope("SOMETHING_NEW");
        int counted = 0;

        long allocated = Allocated.By(
            () =>
            {
                meter.OnReceived(Message, 1, 1);
                meter.OnReceived(unknown, 1, 1);
                counted += 2;
            },
            times: 1000);

        Assert.Equal(0, allocated);
        Assert.Equal(listening ? 3 * counted : 0, sum);
    }

    [Fact]
    public void One_factory_has_one_meter_however_many_shards_there_are()
    {
        using var measured = new Measurements();

        Assert.Same(ShardMeter.Of(measured), ShardMeter.Of(measured));
        Assert.Same(ShardMeter.Of(null), ShardMeter.Of(null));
        Assert.NotSame(ShardMeter.Of(null), ShardMeter.Of(measured));
        Assert.Equal(GatewayMetrics.MeterName, measured.Instruments[0].Meter.Name);
    }

    private static GatewayEnvelope Envelope(string name) => new()
    {
        Opcode = GatewayOpcode.Dispatch,
        Sequence = 7,
        Name = Encoding.UTF8.GetBytes(name),
    };

    private sealed class SilentFactory : IMeterFactory
    {
        private Meter? _meter;

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            return _meter ??= new Meter(options);
        }

        public void Dispose() => _meter?.Dispose();
    }
}

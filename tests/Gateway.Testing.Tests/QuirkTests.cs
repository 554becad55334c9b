using System.Text;
using System.Text.Json;

namespace Gateway.Testing.Tests;

public class QuirkTests
{
    [Fact]
    public async Task Control_frames_may_be_short()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = Quirks.ShortControlFrames);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await client.HeartbeatAsync();
        Assert.Equal("""{"op":11}""", Encoding.UTF8.GetString((await client.ReceiveBytesAsync())!));
    }

    [Fact]
    public async Task A_null_payload_may_be_an_empty_object()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = Quirks.EmptyObjectForNull);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await client.HeartbeatAsync();
        Assert.Equal(JsonValueKind.Object, (await client.ExpectAsync(11)).GetProperty("d").ValueKind);
    }

    [Fact]
    public async Task Opcodes_7_and_9_may_carry_a_sequence()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = Quirks.SequenceOnControlFrames);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).RequestReconnectAsync();
        await discord.Shard(0).InvalidateSessionAsync(resumable: true);
        Assert.Equal(1, (await client.ExpectAsync(7)).GetProperty("s").GetInt32());
        Assert.Equal(1, (await client.ExpectAsync(9)).GetProperty("s").GetInt32());
    }

    [Fact]
    public async Task READY_may_have_the_sequence_zero()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = Quirks.ReadyWithSequenceZero);
        await using var client = await GatewayClient.ReadyAsync(discord);
        Assert.Equal(0, client.Sequence);
        await client.ExpectEventAsync("GUILD_CREATE");
        Assert.Equal(1, client.Sequence);
    }

    [Theory]
    [InlineData(Quirks.None, "{\"t\":")]
    [InlineData(Quirks.DataFirst, "{\"d\":")]
    [InlineData(Quirks.OpcodeFirst, "{\"op\":")]
    public async Task The_envelope_may_begin_with_any_key(Quirks quirks, string beginning)
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = quirks);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.DispatchAsync("NEWS", "{}");
        Assert.StartsWith(beginning, Encoding.UTF8.GetString((await client.ReceiveBytesAsync())!));
    }

    [Fact]
    public async Task A_dispatch_nobody_knows_may_follow_READY()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = Quirks.UnknownDispatchAfterReady);
        await using var client = await GatewayClient.ReadyAsync(discord);
        await client.ExpectEventAsync("SOMETHING_NOBODY_KNOWS");
        await client.ExpectEventAsync("GUILD_CREATE");
    }

    [Fact]
    public async Task Dispatches_may_come_twice()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = Quirks.DuplicateDispatches);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        Assert.Equal(1, (await client.ExpectEventAsync("READY")).GetProperty("s").GetInt32());
    }

    [Fact]
    public async Task Dispatches_may_change_places()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = Quirks.SwappedDispatches);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.DispatchAsync("TWO", "{}");
        await discord.DispatchAsync("THREE", "{}");
        Assert.Equal(3, (await client.ExpectEventAsync("THREE")).GetProperty("s").GetInt32());
        Assert.Equal(2, (await client.ExpectEventAsync("TWO")).GetProperty("s").GetInt32());
    }

    [Fact]
    public async Task The_interval_may_be_fractional()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = Quirks.FractionalInterval);
        await using var client = await GatewayClient.ConnectAsync(discord);
        Assert.Contains("41250.0", Encoding.UTF8.GetString((await client.ReceiveBytesAsync())!));
    }
}

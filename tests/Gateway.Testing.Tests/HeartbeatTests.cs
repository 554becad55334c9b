namespace Gateway.Testing.Tests;

public class HeartbeatTests
{
    [Fact]
    public async Task A_heartbeat_is_acknowledged_before_identify_too()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await client.HeartbeatAsync();
        await client.ExpectAsync(11);
        Assert.Null(Assert.Single(discord.Connections[0].Heartbeats).Sequence);
    }

    [Fact]
    public async Task A_client_that_stops_beating_is_closed_and_may_resume()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        clock.Advance(TimeSpan.FromSeconds(41));
        await client.HeartbeatAsync();
        await client.ExpectAsync(11);
        clock.Advance(TimeSpan.FromSeconds(62));
        Assert.Equal(4000, await client.ClosedAsync());

        await using var again = await GatewayClient.ConnectAsync(discord, resume: true);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        await again.ExpectEventAsync("RESUMED");
    }

    [Fact]
    public async Task Opcode_1_asks_for_a_heartbeat()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.Shard(0).RequestHeartbeatAsync();
        await client.ExpectAsync(1);
    }

    [Fact]
    public async Task Acknowledgements_can_be_withheld()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var withheld = discord.Everyone.InsteadOf(Moment.HeartbeatAck).Nothing();
        await client.HeartbeatAsync();
        await withheld.StruckAsync();
        await discord.Shard(0).RequestReconnectAsync();
        await client.ExpectAsync(7);
        withheld.Lift();
        await client.ExpectAsync(11);
    }
}

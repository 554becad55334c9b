using Gateway.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>The handler that a user gives is the one place for TLS, proxies and whatever else lies beneath the websocket.</summary>
public class TransportTests
{
    [Fact]
    public async Task Over_TLS_with_a_handler_that_trusts_the_server()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.UseTls = true);
        using var invoker = new HttpMessageInvoker(discord.CreateHandler());
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(invoker: invoker)).StartAndWaitUntilReadyAsync();

        Assert.Equal("wss", discord.GatewayUri.Scheme);
        await discord.Mira().SaysAsync("encrypted");
        await shard.SaidAsync("encrypted");
        await discord.Everyone.DropAsync();
        await shard.InStateAsync(ShardState.Ready, times: 2);
        Assert.Single(discord.Resumes);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.UseTls = true);
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options()).Start();

        await shard.InStateAsync(ShardState.Waiting);

        Assert.Equal(ConnectionEndReason.ConnectFailed, shard.Shard.Status.LastEnd?.Reason);
        Assert.Empty(discord.Identifies);
    }

    [Fact]
    public async Task Asking_for_the_gateway_goes_through_the_same_handler()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.UseTls = true);
        using var invoker = new HttpMessageInvoker(discord.CreateHandler());

        GatewayBot bot = await GatewayBot.GetAsync(invoker, discord.Token, discord.ApiBaseAddress, cancellationToken: Conditions.Token);

        Assert.Equal(discord.GatewayUri, bot.Url);
        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            using var untrusting = new HttpMessageInvoker(new SocketsHttpHandler());
            await GatewayBot.GetAsync(untrusting, discord.Token, discord.ApiBaseAddress, cancellationToken: Conditions.Token);
        });
    }
}

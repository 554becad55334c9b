using System.Buffers;
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
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(invoker: invoker))
            .StartAndWaitUntilReadyAsync();

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
    public async Task A_life_with_every_kind_of_end()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(maxMessageSize: 128 * 1024))
            .StartAndWaitUntilReadyAsync();
        await discord.Everyone.CloseAsync(4000);
        await shard.InStateAsync(ShardState.Ready, times: 2);
        await discord.Everyone.ResetAsync();
        await shard.InStateAsync(ShardState.Ready, times: 3);
        await discord.Everyone.SendAsync("{\"op\":99,\"d\":\"" + new string('x', 200 * 1024) + "\"}");
        await shard.InStateAsync(ShardState.Ready, times: 4);
        await discord.Everyone.SendBytesAsync(new byte[] { 0xFF, 0xFE });
        await shard.InStateAsync(ShardState.Ready, times: 5);
        await discord.Mira().SaysAsync("still here");
        await shard.SaidAsync("still here");

        await shard.Shard.CloseAsync(cancellationToken: Conditions.Token);
        await shard.Reading;

        await discord.ExpectCloseAsync(1000);
        Assert.Equal(
            [ConnectionEndReason.CloseFrame, ConnectionEndReason.Dropped, ConnectionEndReason.MessageTooLarge, ConnectionEndReason.ProtocolError],
            shard.History.Where(static s => s.State == ShardState.Waiting).Select(static s => s.LastEnd!.Reason).Distinct());
        Assert.Equal(4, discord.Resumes.Count);
    }

    [Fact]
    public async Task A_close_frame_without_a_code()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();

        await discord.Everyone.CloseAsync(null);
        await shard.InStateAsync(ShardState.Ready, times: 2);

        // The framework does not tell it from one with 1000.
        string expected = WebSocketUnderTest.IsClientWebSocket ? "Discord closed with 1000 (NormalClosure)" : "Discord closed without a code";
        Assert.Equal(expected, shard.Shard.Status.LastEnd?.ToString());
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

    [Theory]
    [InlineData(TransportCompression.None)]
    [InlineData(TransportCompression.ZlibStream)]
    [InlineData(TransportCompression.ZstdStream)]
    public async Task A_message_whose_memory_was_taken_outlives_those_that_follow(TransportCompression compression)
    {
        var taken = new List<(GatewayMessage Message, IMemoryOwner<byte> Owner, byte[] Copy)>();
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(compression: compression))
            .OnMessage(message =>
            {
                taken.Add((message, message.Detach(), message.Payload.ToArray()));
                Assert.Throws<InvalidOperationException>(message.Detach);
                return default;
            })
            .StartAndWaitUntilReadyAsync();

        string[] texts = [.. Enumerable.Range(0, 20).Select(static i => $"message {i}")];
        foreach (string text in texts)
        {
            await discord.Mira().SaysAsync(text);
        }

        await shard.SaidAsync(texts);
        await shard.AbandonAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shard.Reading);
        Assert.All(taken, static t => Assert.Equal(t.Copy, t.Message.Payload));
        Assert.All(taken, static t => Assert.Equal(t.Copy, t.Owner.Memory));
        taken.ForEach(static t => t.Owner.Dispose());
        Assert.Throws<ObjectDisposedException>(() => taken[0].Owner.Memory);
    }
}

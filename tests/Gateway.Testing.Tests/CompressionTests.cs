namespace Gateway.Testing.Tests;

public class CompressionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("&compress=zlib-stream")]
    [InlineData("&compress=zstd-stream")]
    public async Task Every_transport_carries_the_same_messages(string compress)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, query: "?v=10&encoding=json" + compress);
        await client.ExpectEventAsync("GUILD_CREATE");
        for (int i = 0; i < 50; i++)
        {
            await discord.Guild("Harbour").Member("mira").SaysAsync($"message {i} über den Hafen");
            var message = await client.ExpectEventAsync("MESSAGE_CREATE");
            Assert.Equal($"message {i} über den Hafen", message.GetProperty("d").GetProperty("content").GetString());
            Assert.Equal(compress.Length > 0, client.LastWasBinary);
        }
    }

    [Fact]
    public async Task Zlib_messages_may_come_in_two()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = Quirks.ZlibInTwoMessages);
        await using var client = await GatewayClient.ReadyAsync(discord, query: "?v=10&encoding=json&compress=zlib-stream");
        int frames = client.Frames;
        await client.ExpectEventAsync("GUILD_CREATE");
        Assert.Equal(frames + 2, client.Frames);
    }

    [Fact]
    public async Task Zstd_may_come_as_a_frame_per_message()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.Quirks = Quirks.ZstdFramePerMessage);
        await using var client = await GatewayClient.ReadyAsync(discord, query: "?v=10&encoding=json&compress=zstd-stream");
        await client.ExpectEventAsync("GUILD_CREATE");
    }

    [Fact]
    public async Task Payload_compression_makes_large_messages_binary_and_leaves_small_ones()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await client.IdentifyAsync(more: "\"compress\":true,");
        await client.ExpectEventAsync("READY");
        Assert.True(client.LastWasBinary);
        await client.ExpectEventAsync("GUILD_CREATE");
        await client.HeartbeatAsync();
        await client.ExpectAsync(11);
        Assert.False(client.LastWasBinary);
    }

    [Theory]
    [InlineData("?v=10&encoding=etf")]
    [InlineData("?v=10&encoding=json&compress=brotli")]
    public async Task What_it_does_not_speak_it_refuses(string query)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => GatewayClient.ConnectAsync(discord, query));
    }
}

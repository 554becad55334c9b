using Gateway.Core.Transport;

namespace Gateway.Core.Tests;

public class GatewayUriTests
{
    [Theory]
    [InlineData("wss://gateway.discord.gg", TransportCompression.None, "wss://gateway.discord.gg/?v=10&encoding=json")]
    [InlineData("wss://gateway.discord.gg/", TransportCompression.ZlibStream, "wss://gateway.discord.gg/?v=10&encoding=json&compress=zlib-stream")]
    [InlineData("wss://gateway.discord.gg/?v=9&encoding=etf", TransportCompression.ZstdStream, "wss://gateway.discord.gg/?v=10&encoding=json&compress=zstd-stream")]
    [InlineData("ws://127.0.0.1:8080/gateway", TransportCompression.None, "ws://127.0.0.1:8080/gateway?v=10&encoding=json")]
    public void Any_base_is_completed(string baseUri, TransportCompression compression, string expected) =>
        Assert.Equal(expected, GatewayUri.Complete(new Uri(baseUri), compression).AbsoluteUri);

    [Theory]
    [InlineData("wss://gateway.discord.gg", true)]
    [InlineData("https://discord.com", true)]
    [InlineData("ws://127.0.0.1:1", true)]
    [InlineData("ws://[::1]:1", true)]
    [InlineData("ws://localhost:1", true)]
    [InlineData("ws://gateway.discord.gg", false)]
    [InlineData("http://10.0.0.1", false)]
    public void A_token_travels_encrypted_or_not_at_all(string uri, bool safe) => Assert.Equal(safe, GatewayUri.IsSafe(new Uri(uri)));
}

using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace Gateway.Testing.Tests;

public class TransportTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Everything_works_over_every_transport(bool tls, bool inMemory)
    {
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.UseTls = tls;
            options.InMemory = inMemory;
        });
        using var api = new ApiClient(discord);
        Assert.StartsWith(tls ? "https:" : "http:", discord.ApiBaseAddress.OriginalString);
        Assert.StartsWith(tls ? "wss:" : "ws:", (await api.CallAsync("GET", "gateway/bot")).Body.GetProperty("url").GetString());

        await using var client = await GatewayClient.ReadyAsync(discord, query: "?v=10&encoding=json&compress=zstd-stream");
        await client.ExpectEventAsync("GUILD_CREATE");
        await discord.Shard(0).DropAsync();
        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, (await client.LostAsync()).WebSocketErrorCode);
        await discord.Guild("Harbour").Member("mira").SaysAsync("missed");

        await discord.ResumeHost.RefuseAsync();
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => GatewayClient.ConnectAsync(discord, resume: true));
        await discord.ResumeHost.RecoverAsync();
        await using var again = await GatewayClient.ConnectAsync(discord, resume: true);
        await again.ExpectAsync(10);
        await again.ResumeAsync(client.SessionId, client.Sequence);
        await again.ExpectEventAsync("MESSAGE_CREATE");
        await again.ExpectEventAsync("RESUMED");
        await discord.Shard(0).ResetAsync();
        var reset = await again.LostAsync();

        Assert.Contains(Causes(refused), cause => cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused });
        Assert.Contains(Causes(reset), cause => cause is SocketException { SocketErrorCode: SocketError.ConnectionReset });
    }

    [Fact]
    public async Task Only_its_own_certificate_is_trusted()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.UseTls = true);
        await using var other = await SimulatedDiscord.StartAsync(options => options.UseTls = true);
        using var http = new HttpClient(other.CreateHandler());
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(discord.ApiBaseAddress, GatewayClient.Patience));
        Assert.NotEqual(discord.Certificate!.Thumbprint, other.Certificate!.Thumbprint);
    }

    [Fact]
    public async Task A_host_may_show_a_wrong_certificate()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.UseTls = true);
        discord.ResumeHost.ShowWrongCertificate();
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => GatewayClient.ConnectAsync(discord, resume: true));
        Assert.Contains(Causes(refused), cause => cause is AuthenticationException);
        await using var main = await GatewayClient.ConnectAsync(discord);
        await discord.RecoverAsync();
        await using var back = await GatewayClient.ConnectAsync(discord, resume: true);
    }

    [Fact]
    public async Task A_host_may_become_unknown_to_DNS()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        discord.ResumeHost.BecomeUnknown();
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await client.IdentifyAsync(0);
        string told = (await client.ExpectEventAsync("READY")).GetProperty("d").GetProperty("resume_gateway_url").GetString()!;
        using var http = new HttpClient(discord.CreateHandler());
        var unknown = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(told.Replace("ws:", "http:"), GatewayClient.Patience));
        Assert.StartsWith("ws://resume-host.invalid", told);
        Assert.Equal(HttpRequestError.NameResolutionError, unknown.HttpRequestError);
    }

    [Fact]
    public async Task A_day_of_heartbeats_runs_in_moments()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.InMemory = true;
            options.TimeProvider = clock;
            options.HeartbeatInterval = TimeSpan.FromSeconds(45);
        });
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        for (int beat = 0; beat < 24 * 60 * 60 / 45; beat++)
        {
            clock.Advance(TimeSpan.FromSeconds(45));
            await client.HeartbeatAsync();
            await client.ExpectAsync(11);
        }

        Assert.Equal(1920, discord.Connections[0].Heartbeats.Count);
        Assert.True(discord.Connections[0].IsOpen);
    }

    private static IEnumerable<Exception> Causes(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            yield return error;
        }
    }
}

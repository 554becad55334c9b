using System.Net;
using System.Text;
using Gateway.Core.Transport;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Core.Tests;

/// <summary>The upgrade as the framework's handler makes it: what a server, or a proxy before it, may answer.</summary>
public class UpgradeOverTcpTests
{
    private static ShardOptions Options => new()
    {
        Token = "token",
        Intents = GatewayIntents.None,
        Compression = TransportCompression.None,
        IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.FromDays(1), 1)),
    };

    [Fact]
    public async Task What_comes_with_the_answer_is_not_lost()
    {
        byte[] large = ServerFrames.Binary(3000);
        using var server = new RawServer(request => RawServer.Upgrade(request, [.. ServerFrames.Text("at once"), .. large, .. ServerFrames.Close(4000)]));
        await using GatewayConnection connection = await ConnectedAsync(server);

        Assert.Equal("at once", Encoding.UTF8.GetString((await connection.ReceiveAsync())!.Value.Span));
        Assert.Equal(3000, (await connection.ReceiveAsync())!.Value.Length);
        Assert.Null(await connection.ReceiveAsync());
        Assert.Equal(new ConnectionEnd(ConnectionEndReason.CloseFrame, GatewayCloseCode.UnknownError), connection.Ended);
    }

    [Theory]
    [InlineData(200, "200 (OK)")]
    [InlineData(302, "302 (Found)")]
    [InlineData(400, "400 (BadRequest)")]
    [InlineData(401, "401 (Unauthorized)")]
    [InlineData(403, "403 (Forbidden)")]
    [InlineData(429, "429 (TooManyRequests)")]
    [InlineData(503, "503 (ServiceUnavailable)")]
    [InlineData(520, "520")]
    public async Task An_answer_other_than_an_upgrade_is_named(int status, string expected)
    {
        using var elsewhere = new RawServer(static request => RawServer.Upgrade(request));
        using var server = new RawServer(_ => RawServer.Head(
            $"HTTP/1.1 {status} Whatever\r\nLocation: http://127.0.0.1:{elsewhere.Port}/\r\nRetry-After: 1\r\nContent-Length: 100000\r\n\r\n<html>"));

        (GatewayConnection? connection, ConnectionEnd? failure) = await ConnectAsync(server);

        Assert.Null(connection);
        Assert.Equal(ConnectionEndReason.ConnectFailed, failure!.Reason);
        Assert.Equal($"could not connect: The server answered with {expected} instead of an upgrade to a websocket", failure.ToString());
        Assert.Single(server.Requests);
        Assert.Empty(elsewhere.Requests); // a redirect is not followed: the token would go there
    }

    [Theory]
    [InlineData(503, "Retry-After: 120", 120)]
    [InlineData(429, "retry-after: 0", 0)]
    [InlineData(520, "Retry-After: 7", 7)]
    [InlineData(503, "Retry-After: Sun, 01 Mar 2026 12:01:30 GMT", 90)]
    [InlineData(503, "Retry-After: Sunday, 01-Mar-26 12:01:30 GMT", 90)]
    [InlineData(503, "Retry-After: Sun, 01 Mar 2026 11:00:00 GMT", 0)] // past
    [InlineData(503, "X-Nothing: 1", null)]
    [InlineData(503, "Retry-After: soon", null)]
    [InlineData(503, "Retry-After: -5", null)]
    [InlineData(503, "Retry-After: 99999999999999999999", null)]
    public async Task A_refusal_tells_how_long_to_wait_in_both_forms_and_over_both_sockets(int status, string header, int? seconds)
    {
        using var server = new RawServer(_ => RawServer.Head($"HTTP/1.1 {status} Whatever\r\n{header}\r\nContent-Length: 0\r\n\r\n"));
        var noon = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        foreach (bool framework in (bool[])[false, true])
        {
            (_, ConnectionEnd? failure) = await GatewayConnection.ConnectAsync(
                new Uri($"ws://127.0.0.1:{server.Port}/"),
                Options with { TimeProvider = noon, UseClientWebSocket = framework },
                TestContext.Current.CancellationToken);

            Assert.Equal(ConnectionEndReason.ConnectFailed, failure!.Reason);
            Assert.Equal((HttpStatusCode)status, Assert.IsType<HttpRequestException>(failure.Error, exactMatch: false).StatusCode);
            Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n")]
    public async Task What_is_no_answer_is_a_failure_to_connect(string answer)
    {
        using var server = new RawServer(_ => answer.Length == 0 ? null : RawServer.Head(answer));

        (GatewayConnection? connection, ConnectionEnd? failure) = await ConnectAsync(server);

        Assert.Null(connection);
        Assert.Equal(ConnectionEndReason.ConnectFailed, failure!.Reason);
    }

    [Fact]
    public async Task A_proxy_is_asked_for_a_tunnel()
    {
        using var proxy = new RawServer(static request => request.StartsWith("CONNECT", StringComparison.Ordinal)
            ? RawServer.Head("HTTP/1.1 200 OK\r\n\r\n")
            : RawServer.Upgrade(request, ServerFrames.Text("through")));
        using var invoker = Through(proxy);
        (GatewayConnection? connection, ConnectionEnd? failure) = await ConnectAsync(new Uri("ws://gateway.invalid/"), invoker);
        Assert.Null(failure);
        await using GatewayConnection connected = connection!;

        Assert.Equal("through", Encoding.UTF8.GetString((await connected.ReceiveAsync())!.Value.Span));
        Assert.StartsWith("CONNECT gateway.invalid:80 HTTP/1.1", proxy.Requests[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(407)]
    [InlineData(502)]
    public async Task A_proxy_that_refuses_is_named(int status)
    {
        using var proxy = new RawServer(_ => RawServer.Head($"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n"));
        using var invoker = Through(proxy);

        (GatewayConnection? connection, ConnectionEnd? failure) = await ConnectAsync(new Uri("ws://gateway.invalid/"), invoker);

        Assert.Null(connection);
        Assert.Equal(ConnectionEndReason.ConnectFailed, failure!.Reason);
        Assert.Contains("proxy", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{status}", failure.ToString(), StringComparison.Ordinal);
    }

    private static HttpMessageInvoker Through(RawServer proxy) => new(new SocketsHttpHandler { Proxy = new WebProxy("127.0.0.1", proxy.Port) });

    private static async Task<GatewayConnection> ConnectedAsync(RawServer server)
    {
        (GatewayConnection? connection, ConnectionEnd? failure) = await ConnectAsync(server);
        Assert.Null(failure);
        return connection!;
    }

    private static Task<ConnectOutcome> ConnectAsync(RawServer server) =>
        ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/"), null);

    private static Task<ConnectOutcome> ConnectAsync(Uri uri, HttpMessageInvoker? invoker) =>
        GatewayConnection.ConnectAsync(
            uri, invoker is null ? Options : Options with { HttpInvoker = invoker }, TestContext.Current.CancellationToken);
}

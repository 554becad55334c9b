using System.Net;
using Gateway.Core.Transport;

namespace Gateway.Core.Tests;

public class WebSocketHandshakeTests
{
    private static readonly Uri Address = new("wss://gateway.example/?v=10&encoding=json");

    private static readonly Dictionary<string, Action<HttpResponseMessage>> Spoilings = new()
    {
        ["no Sec-WebSocket-Accept"] = static response => response.Headers.Remove("Sec-WebSocket-Accept"),
        ["another Sec-WebSocket-Accept"] = static response => Replace(response, "Sec-WebSocket-Accept", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        ["no Upgrade"] = static response => response.Headers.Remove("Upgrade"),
        ["another Upgrade"] = static response => Replace(response, "Upgrade", "h2c"),
        ["no Connection"] = static response => response.Headers.Remove("Connection"),
        ["an extension"] = static response => Replace(response, "Sec-WebSocket-Extensions", "permessage-deflate"),
        ["a subprotocol"] = static response => Replace(response, "Sec-WebSocket-Protocol", "chat"),
        ["no stream that can be written to"] = static response => response.Content = new ByteArrayContent([]),
    };

    public static TheoryData<string> SpoilingNames => [.. Spoilings.Keys];

    [Fact]
    public async Task The_request_asks_for_a_websocket_in_every_word()
    {
        using var stream = new ScriptedStream([], static () => 0);
        using var handler = new UpgradingHandler(stream);

        Assert.Same(stream, await ConnectAsync(new HttpMessageInvoker(handler)));

        HttpRequestMessage request = handler.Request!;
        Assert.Equal((HttpMethod.Get, Address), (request.Method, request.RequestUri));
        Assert.Equal((HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact), (request.Version, request.VersionPolicy));
        Assert.Equal("Upgrade", string.Join(',', request.Headers.GetValues("Connection")));
        Assert.Equal("websocket", string.Join(',', request.Headers.GetValues("Upgrade")));
        Assert.Equal("13", string.Join(',', request.Headers.GetValues("Sec-WebSocket-Version")));
        Assert.Equal(16, Convert.FromBase64String(request.Headers.GetValues("Sec-WebSocket-Key").Single()).Length);
        Assert.StartsWith("DiscordBot (", request.Headers.UserAgent.ToString(), StringComparison.Ordinal);
        Assert.False(stream.IsDisposed);
    }

    [Fact]
    public async Task A_client_that_buffers_answers_is_asked_not_to()
    {
        using var stream = new ScriptedStream([], static () => 0);

        Assert.Same(stream, await ConnectAsync(new HttpClient(new UpgradingHandler(stream))));
    }

    [Fact]
    public async Task An_upgrade_may_be_one_of_several_options_of_the_connection()
    {
        using var stream = new ScriptedStream([], static () => 0);
        using var handler = new UpgradingHandler(stream, static response => Replace(response, "Connection", "keep-alive, upgrade"));

        Assert.Same(stream, await ConnectAsync(new HttpMessageInvoker(handler)));
    }

    [Theory]
    [MemberData(nameof(SpoilingNames))]
    public async Task An_answer_that_is_no_upgrade_is_refused_and_its_connection_dropped(string spoiling)
    {
        using var stream = new ScriptedStream([], static () => 0);
        HttpResponseMessage? answer = null;
        using var handler = new UpgradingHandler(stream, response =>
        {
            answer = response;
            Spoilings[spoiling](response);
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => ConnectAsync(new HttpMessageInvoker(handler)));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => answer!.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_status_is_named()
    {
        using var stream = new ScriptedStream([], static () => 0);
        using var handler = new UpgradingHandler(stream, static response => response.StatusCode = HttpStatusCode.ServiceUnavailable);

        UpgradeRefusedException error = await Assert.ThrowsAsync<UpgradeRefusedException>(() => ConnectAsync(new HttpMessageInvoker(handler)));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, error.StatusCode);
        Assert.Contains("503", error.Message, StringComparison.Ordinal);
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public async Task A_handler_that_fails_in_its_own_way_is_a_failure_to_connect()
    {
        using var stream = new ScriptedStream([], static () => 0);
        using var handler = new UpgradingHandler(stream, static _ => throw new NotSupportedException("not today"));

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(() => ConnectAsync(new HttpMessageInvoker(handler)));

        Assert.Equal("not today", error.GetBaseException().Message);
    }

    private static Task<Stream> ConnectAsync(HttpMessageInvoker invoker) =>
        WebSocketHandshake.ConnectAsync(Address, ShardOptionsOver(invoker), TestContext.Current.CancellationToken);

    private static ShardOptions ShardOptionsOver(HttpMessageInvoker invoker) => new()
    {
        Token = "token",
        Intents = GatewayIntents.None,
        IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.FromDays(1), 1)),
        HttpInvoker = invoker,
    };

    private static void Replace(HttpResponseMessage response, string header, string value)
    {
        response.Headers.Remove(header);
        response.Headers.TryAddWithoutValidation(header, value);
    }
}

using System.Net;

namespace Gateway.Core.Tests;

public class GatewayBotTests
{
    private const string Answer = """{"url":"wss://gateway.discord.gg/","session_start_limit":{"max_concurrency":2,"remaining":870,"reset_after":51840123,"total":1000},"shards":4}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_asks_as_Discord_wants_to_be_asked_and_reads_the_answer()
    {
        using var discord = new Stub(HttpStatusCode.OK, Answer);

        GatewayBot bot = await GatewayBot.GetAsync(discord.Invoker, "TEST.TOKEN.VALUE", cancellationToken: Token);

        Assert.Equal(
            new GatewayBot(
                new Uri("wss://gateway.discord.gg/"), 4, new SessionStartLimit(1000, 870, TimeSpan.FromMilliseconds(51840123), 2)),
            bot);
        Assert.Equal("https://discord.com/api/v10/gateway/bot", discord.Request!.RequestUri!.AbsoluteUri);
        Assert.Equal("Bot TEST.TOKEN.VALUE", discord.Request.Headers.Authorization!.ToString());
        Assert.StartsWith("DiscordBot (", discord.Request.Headers.UserAgent.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, true)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    [InlineData(HttpStatusCode.BadGateway, false)]
    public async Task A_refusal_says_its_status(HttpStatusCode status, bool unauthorized)
    {
        using var discord = new Stub(status, """{"message":"no","code":0}""");

        DiscordApiException error = await Assert.ThrowsAsync<DiscordApiException>(
            () => GatewayBot.GetAsync(discord.Invoker, "TEST.TOKEN.VALUE", cancellationToken: Token));

        Assert.Equal((status, unauthorized), (error.StatusCode, error.IsUnauthorized));
        Assert.DoesNotContain("TEST.TOKEN.VALUE", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>It works!</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"url":"nowhere","session_start_limit":{"max_concurrency":2,"remaining":870,"reset_after":1,"total":1000},"shards":4}""")]
    [InlineData("""{"url":"https://discord.com","session_start_limit":{"max_concurrency":2,"remaining":870,"reset_after":1,"total":1000},"shards":4}""")]
    [InlineData("""{"url":"wss://g","session_start_limit":{"max_concurrency":2,"remaining":870,"reset_after":1,"total":1000},"shards":0}""")]
    [InlineData("""{"url":"wss://g","session_start_limit":{"max_concurrency":0,"remaining":870,"reset_after":1,"total":1000},"shards":4}""")]
    [InlineData("""{"url":"wss://g","session_start_limit":{"max_concurrency":1,"remaining":-1,"reset_after":1,"total":1000},"shards":4}""")]
    [InlineData("""{"url":"wss://g","session_start_limit":null,"shards":4}""")]
    [InlineData("""{"url":7,"session_start_limit":{"max_concurrency":1,"remaining":1,"reset_after":1,"total":1000},"shards":"4"}""")]
    public async Task Nonsense_is_called_nonsense(string answer)
    {
        using var discord = new Stub(HttpStatusCode.OK, answer);

        DiscordApiException error = await Assert.ThrowsAsync<DiscordApiException>(
            () => GatewayBot.GetAsync(discord.Invoker, "TEST.TOKEN.VALUE", cancellationToken: Token));

        Assert.Null(error.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_endless_answer_is_not_read_to_its_end(bool byHttpClient)
    {
        using var body = new LargeContent(1024 * 1024);
        using var discord = new Stub(HttpStatusCode.OK, body);
        using HttpMessageInvoker invoker = byHttpClient ? new HttpClient(discord, disposeHandler: false) : new HttpMessageInvoker(discord, disposeHandler: false);

        await Assert.ThrowsAsync<DiscordApiException>(() => GatewayBot.GetAsync(invoker, "TEST.TOKEN.VALUE", cancellationToken: Token));

        Assert.InRange(body.Sent, 1, (64 * 1024) + LargeContent.ChunkSize);
    }

    [Fact]
    public async Task An_answer_that_stalls_ends_with_the_timeout_of_the_HttpClient()
    {
        using var discord = new Stub(HttpStatusCode.OK, new StalledContent());
        using var client = new HttpClient(discord, disposeHandler: false) { Timeout = TimeSpan.FromMilliseconds(1) };

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(
            () => GatewayBot.GetAsync(client, "TEST.TOKEN.VALUE", cancellationToken: Token));

        Assert.Equal("The answer to GET gateway/bot did not come whole within 0.001 s.", error.Message);
    }

    [Fact]
    public async Task An_answer_that_does_not_begin_ends_with_the_timeout_of_the_HttpClient()
    {
        using var discord = new Silent();
        using var client = new HttpClient(discord, disposeHandler: false) { Timeout = TimeSpan.FromMilliseconds(1) };

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(
            () => GatewayBot.GetAsync(client, "TEST.TOKEN.VALUE", cancellationToken: Token));

        Assert.Contains("GET gateway/bot", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_up_is_no_failure_to_reach_Discord()
    {
        using var discord = new Silent();
        using var client = new HttpClient(discord, disposeHandler: false);
        using var cancellation = new CancellationTokenSource();
        Task<GatewayBot> asking = GatewayBot.GetAsync(client, "TEST.TOKEN.VALUE", cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData("")]
    [InlineData("TEST.TOKEN.VALUE\n")]
    [InlineData("Bot TEST.TOKEN.VALUE")]
    public async Task A_token_that_is_none_is_refused_without_being_told(string token)
    {
        using var discord = new Stub(HttpStatusCode.OK, Answer);

        ArgumentException error = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => GatewayBot.GetAsync(discord.Invoker, token, cancellationToken: Token));

        Assert.Equal("token", error.ParamName);
        Assert.DoesNotContain("TEST.TOKEN.VALUE", error.ToString(), StringComparison.Ordinal);
        Assert.Null(discord.Request);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_not_called_nonsense()
    {
        using var discord = new Stub(HttpStatusCode.OK, new BrokenContent());

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(
            () => GatewayBot.GetAsync(discord.Invoker, "TEST.TOKEN.VALUE", cancellationToken: Token));

        Assert.IsType<IOException>(error.InnerException);
    }

    [Fact]
    public async Task The_token_is_not_sent_in_clear()
    {
        using var discord = new Stub(HttpStatusCode.OK, Answer);

        await Assert.ThrowsAsync<ArgumentException>(() => GatewayBot.GetAsync(
            discord.Invoker, "TEST.TOKEN.VALUE", new Uri("http://discord.internal/api/v10/"), cancellationToken: Token));
        Assert.Null(discord.Request);
        await GatewayBot.GetAsync(
            discord.Invoker, "TEST.TOKEN.VALUE", new Uri("http://discord.internal/api/v10/"), allowInsecureTransport: true, cancellationToken: Token);
        Assert.NotNull(discord.Request);
    }

    private sealed class Stub : HttpMessageHandler
    {
        private readonly HttpStatusCode _status;
        private readonly HttpContent _body;

        public Stub(HttpStatusCode status, string body)
            : this(status, new StringContent(body))
        {
        }

        public Stub(HttpStatusCode status, HttpContent body)
        {
            _status = status;
            _body = body;
            Invoker = new HttpMessageInvoker(this, disposeHandler: false);
        }

        public HttpMessageInvoker Invoker { get; }

        public HttpRequestMessage? Request { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Request = request;
            return Task.FromResult(new HttpResponseMessage(_status) { Content = _body });
        }
    }

    private sealed class Silent : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("Nothing ends that wait.");
        }
    }

    private abstract class ContentOfUnknownLength : HttpContent
    {
        protected sealed override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected abstract override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken);
    }

    private sealed class LargeContent(int size) : ContentOfUnknownLength
    {
        public const int ChunkSize = 4096;

        public int Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            byte[] chunk = new byte[ChunkSize];
            while (Sent < size)
            {
                Sent += chunk.Length;
                await stream.WriteAsync(chunk, cancellationToken);
            }
        }
    }

    private sealed class StalledContent : ContentOfUnknownLength
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private sealed class BrokenContent : ContentOfUnknownLength
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            throw new IOException("Connection reset by peer");
    }
}

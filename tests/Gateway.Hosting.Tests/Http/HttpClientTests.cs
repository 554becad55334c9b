using System.Net;
using Gateway.Hosting.Http;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using static Gateway.Hosting.Tests.Support.StubHttp;

namespace Gateway.Hosting.Tests.Http;

public class HttpClientTests
{
    [Fact]
    public async Task A_request_to_the_API_is_authorized_and_says_who_it_is_from()
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.OK)), options =>
        {
            options.ApiBaseAddress = new Uri("https://discord.example/api/v10"); // no slash
            options.UserAgent = "DiscordBot (https://example.com, 1.0)";
        });

        await fixture.GetAsync("users/@me").SoonAsync();
        (_, Uri address, string? authorization, string userAgent, _) = Assert.Single(fixture.Http.Requests);
        Assert.Equal("https://discord.example/api/v10/users/@me", address.AbsoluteUri);
        Assert.Equal($"Bot {HttpFixture.Token}", authorization);
        Assert.Equal("DiscordBot (https://example.com, 1.0)", userAgent);
    }

    [Theory]
    [InlineData("https://cdn.discordapp.com/attachments/1/2/cat.png")]
    [InlineData("https://discord.com.evil.example/api/v10/users/@me")]
    [InlineData("http://discord.com/api/v10/users/@me")]
    [InlineData("https://discord.com:8443/api/v10/users/@me")]
    public async Task The_token_goes_to_no_other_address(string address)
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.OK)));
        await fixture.GetAsync(address).SoonAsync();
        Assert.Null(Assert.Single(fixture.Http.Requests).Authorization);
    }

    [Fact]
    public async Task An_authorization_of_the_callers_own_stands()
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.OK)));
        using var request = new HttpRequestMessage(HttpMethod.Get, "oauth2/@me");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer other");
        await fixture.Client.SendAsync(request, TestContext.Current.CancellationToken).SoonAsync();
        Assert.Equal("Bearer other", Assert.Single(fixture.Http.Requests).Authorization);
    }

    [Fact]
    public async Task A_request_that_succeeds_logs_nothing()
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.OK)));
        await fixture.GetAsync("users/@me").SoonAsync();
        Assert.Empty(fixture.Logs.Lines);
    }

    [Theory]
    [InlineData(DiscordRequestHandler.MaxAnswerSize, true)]
    [InlineData(DiscordRequestHandler.MaxAnswerSize + 1024, false)]
    public async Task An_answer_may_be_large_but_does_not_fill_the_memory_and_is_not_asked_for_again(int size, bool passes)
    {
        using var fixture = new HttpFixture(new StubHttp(AnswerOf(size)));

        Task<HttpResponseMessage> answer = fixture.GetAsync("guilds/1/audit-logs");

        if (passes)
        {
            Assert.Equal(size, (await answer.SoonAsync()).Content.Headers.ContentLength);
        }
        else
        {
            HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(answer.SoonAsync);
            Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, error.HttpRequestError);
        }

        Assert.Single(fixture.Http.Requests);
    }

    [Fact]
    public async Task Of_the_answer_about_the_gateway_little_is_read()
    {
        int read = 0;
        using var fixture = new HttpFixture(new StubHttp(AnswerOf(1024 * 1024, sent => read += sent)));

        await Assert.ThrowsAsync<HttpRequestException>(() => fixture.GetAsync("gateway/bot").SoonAsync());

        Assert.Equal(DiscordRequestHandler.MaxGatewayBotSize + 1024, read);
    }

    [Fact]
    public void What_may_be_a_token_in_a_path_is_not_logged()
    {
        string token = new('x', 68);
        Assert.Equal(
            "/api/v10/webhooks/1234567890123456789/…/messages/@original",
            RequestPath.Loggable(new Uri($"https://discord.com/api/v10/webhooks/1234567890123456789/{token}/messages/@original?thread_id=1")));
    }

    [Fact]
    public void One_handler_serves_requests_and_websockets_and_is_made_with_all_wishes()
    {
        var services = new ServiceCollection();
        services.AddDiscordGateway(options => options.Token = "t")
            .ConfigureHttpHandler(handler => handler.UseProxy = false)
            .ConfigureHttpHandler(handler => handler.MaxConnectionsPerServer = 7);
        using ServiceProvider provider = services.BuildServiceProvider();

        var handler = Assert.IsType<SocketsHttpHandler>(provider.GetRequiredKeyedService<GatewayHttpHandler>("").Handler);
        Assert.False(handler.UseProxy);
        Assert.Equal(7, handler.MaxConnectionsPerServer);
        Assert.Equal(TimeSpan.FromMinutes(5), handler.PooledConnectionLifetime);

        HttpMessageHandler innermost = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(DiscordHttpClient.Name);
        while (innermost is DelegatingHandler { InnerHandler: { } inner })
        {
            innermost = inner;
        }

        Assert.Same(handler, innermost);
    }

    [Fact]
    public void A_given_handler_takes_the_place_of_the_default_and_stays_the_callers()
    {
        using var given = new DisposableHandler();
        var services = new ServiceCollection();
        services.AddDiscordGateway(options => options.Token = "t")
            .ConfigureHttpHandler(given)
            .ConfigureHttpHandler(_ => Assert.Fail("It is not made."));
        using (ServiceProvider provider = services.BuildServiceProvider())
        {
            Assert.Same(given, provider.GetRequiredKeyedService<GatewayHttpHandler>("").Handler);
        }

        Assert.False(given.IsDisposed);
    }

    [Fact]
    public void The_default_handler_ends_with_the_container()
    {
        HttpMessageHandler handler;
        using (ServiceProvider provider = new ServiceCollection().AddDiscordGateway().Services.BuildServiceProvider())
        {
            handler = provider.GetRequiredKeyedService<GatewayHttpHandler>("").Handler;
        }

        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://127.0.0.1:9/");
        Assert.ThrowsAny<ObjectDisposedException>(() => invoker.Send(request, CancellationToken.None));
    }

    private sealed class DisposableHandler : HttpMessageHandler
    {
        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}

using System.Net;
using System.Security.Authentication;
using Gateway.Core;
using Gateway.Hosting.Http;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Timeout;
using static Gateway.Hosting.Tests.Support.StubHttp;

namespace Gateway.Hosting.Tests.Http;

public class GatewayLookupTests
{
    private const string Answered =
        """{"url":"wss://gateway.discord.gg/","session_start_limit":{"max_concurrency":2,"remaining":870,"reset_after":51840123,"total":1000},"shards":4}""";

    [Fact]
    public async Task Discord_says_where_to_connect_and_with_how_many_shards()
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.OK, Answered)));

        GatewayBot bot = await fixture.Lookup.GetAsync(CancellationToken.None).SoonAsync();
        Assert.Equal(4, bot.Shards);
        Assert.Equal(2, bot.SessionStartLimit.MaxConcurrency);
        Assert.Equal("https://discord.com/api/v10/gateway/bot", Assert.Single(fixture.Http.Requests).Address.AbsoluteUri);
        Assert.Equal($"Bot {HttpFixture.Token}", fixture.Http.Requests[0].Authorization);
    }

    [Fact]
    public async Task Without_an_answer_it_asks_again_after_pauses_that_grow_to_the_limit_and_says_so_once_a_round()
    {
        using var fixture = new HttpFixture(
            new StubHttp(Answer(HttpStatusCode.NotFound)), // refused at once: one request a round
            options =>
            {
                options.Reconnect.Delay = TimeSpan.FromSeconds(100);
                options.Reconnect.MaxDelay = TimeSpan.FromSeconds(300);
            });
        using var stopped = new CancellationTokenSource();

        Task<GatewayBot> lookup = fixture.Lookup.GetAsync(stopped.Token);
        foreach (int most in new[] { 100, 200, 300, 300 })
        {
            await fixture.Time.PassAsync(TimeSpan.FromSeconds(most / 2.0), TimeSpan.FromSeconds(most) - TimeSpan.FromTicks(1));
        }

        await fixture.Http.RequestsAsync(5);
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(lookup.SoonAsync);
        string text = fixture.Logs.At(LogLevel.Warning).First().Text;
        Assert.Matches(@"^Discord cannot be asked where to connect \(discord\.com\): GET gateway/bot was answered with 404 \(NotFound\); trying again in \d+\.\d s$", text);
        Assert.InRange(fixture.Logs.At(LogLevel.Warning).Count(), 4, 5);
    }

    public static TheoryData<Exception, string> Reasons => new()
    {
        { new HttpRequestException(HttpRequestError.SecureConnectionError, "See inner exception.", new AuthenticationException("The certificate is invalid.")), "no secure connection: The certificate is invalid" },
        { new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused (discord.com:443)", new IOException("Connection refused")), "Connection refused (discord.com:443)" },
        { new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known (discord.com:443)", new IOException("x")), "Name or service not known (discord.com:443)" },
        { new HttpRequestException("An error occurred while sending the request.", new IOException("Connection reset by peer")), "Connection reset by peer" },
        { new TimeoutRejectedException("x", TimeSpan.FromSeconds(20)), "no answer within 20 s" },
    };

    [Theory]
    [MemberData(nameof(Reasons), DisableDiscoveryEnumeration = true)]
    public void The_reason_of_a_failure_is_the_part_that_says_something(Exception e, string reason) => Assert.Equal(reason, FailureReason.Of(e));

    [Theory]
    [InlineData("<html>It works!</html>")]
    [InlineData("{}")]
    [InlineData("""{"url":"https://example.com","shards":1}""")]
    public async Task Nonsense_is_no_answer(string body)
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.OK, body), Answer(HttpStatusCode.OK, Answered)));

        Task<GatewayBot> lookup = fixture.Lookup.GetAsync(CancellationToken.None);
        await fixture.Logs.WaitForAsync("The answer to GET gateway/bot makes no sense");
        await fixture.Time.PassAsync(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1));
        Assert.Equal(4, (await lookup.SoonAsync()).Shards);
    }

    [Fact]
    public async Task An_endless_answer_is_none()
    {
        int read = 0;
        using var fixture = new HttpFixture(new StubHttp(AnswerOf(1024 * 1024, sent => read += sent), Answer(HttpStatusCode.OK, Answered)));

        Task<GatewayBot> lookup = fixture.Lookup.GetAsync(CancellationToken.None);
        await fixture.Logs.WaitForAsync("The answer to GET gateway/bot makes no sense");
        Assert.Equal((64 * 1024) + 1024, read);
        await fixture.Time.PassAsync(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1));
        Assert.Equal(4, (await lookup.SoonAsync()).Shards);
    }

    public static TheoryData<Exception> NotReached => new()
    {
        new TaskCanceledException("x", new TimeoutException("A connection could not be established within the configured ConnectTimeout.")),
        new BrokenCircuitException(),
        new IsolatedCircuitException(),
    };

    [Theory]
    [MemberData(nameof(NotReached), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_the_applications_own_handlers_fail_with_is_no_reason_to_give_up(Exception e)
    {
        using var fixture = new HttpFixture(new StubHttp(Fail(e), Answer(HttpStatusCode.OK, Answered)));

        Task<GatewayBot> lookup = fixture.Lookup.GetAsync(CancellationToken.None);
        await fixture.Time.PassAsync(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1));
        Assert.Equal(4, (await lookup.SoonAsync()).Shards);
        Assert.Contains("Discord cannot be asked where to connect", Assert.Single(fixture.Logs.At(LogLevel.Warning)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_Discord_does_not_know_ends_it()
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.Unauthorized)));

        var e = await Assert.ThrowsAsync<DiscordApiException>(() => fixture.Lookup.GetAsync(CancellationToken.None).SoonAsync());
        Assert.True(e.IsUnauthorized);
        Assert.Single(fixture.Http.Requests);
    }
}

using System.Net;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.Logging;
using Polly.Timeout;
using static Gateway.Hosting.Tests.Support.StubHttp;

namespace Gateway.Hosting.Tests.Http;

public class ResilienceTests
{
    public static TheoryData<string, (string, string)[], double> Limits => new()
    {
        { """{"message":"You are being rate limited.","retry_after":1.337,"global":false}""", [], 1.337 },
        { """{"retry_after":0.25}""", [("Retry-After", "1")], 0.25 },
        { """{"retry_after":"2.5"}""", [], 2.5 },
        { """{"retry_after":3600}""", [], 3600 },
        { "<html>Too many requests</html>", [("Retry-After", "7")], 7 },
        { "{}", [("Retry-After", "Sat, 01 Jan 2000 00:00:09 GMT")], 9 },
        { "", [], 5 },
        { "[]", [], 5 },
        { """{"retry_after":-3}""", [], 0 },
        { """{"retry_after":1e300}""", [], 86400 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task After_429_a_request_is_sent_again_when_Discord_says_so(string body, (string, string)[] headers, double seconds)
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.TooManyRequests, body, headers), Answer(HttpStatusCode.OK)));

        Task<HttpResponseMessage> answer = fixture.PostAsync("channels/1/messages", new { content = "pong" });
        if (seconds > 0)
        {
            await fixture.Time.PassAsync(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(HttpStatusCode.OK, (await answer.SoonAsync()).StatusCode);
        Assert.Equal(["""{"content":"pong"}""", """{"content":"pong"}"""], fixture.Http.Requests.Select(static request => request.Body));
        LogLine line = await fixture.Logs.WaitForAsync("POST /api/v10/channels/1/messages was answered with 429: it is sent again in");
        Assert.Equal(LogLevel.Warning, line.Level);
    }

    [Fact]
    public async Task A_429_that_does_not_end_is_the_callers_after_five_more_tries()
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.TooManyRequests, """{"retry_after":0}""")));

        HttpResponseMessage answer = await fixture.GetAsync("gateway/bot").SoonAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(6, fixture.Http.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task A_GET_that_fails_for_the_moment_is_repeated_after_growing_pauses(HttpStatusCode status)
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(status), Answer(status), Answer(HttpStatusCode.OK)));

        Task<HttpResponseMessage> answer = fixture.GetAsync("users/@me");
        await fixture.Http.RequestsAsync(1);
        await fixture.Time.PassAsync(TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await fixture.Http.RequestsAsync(2);
        await fixture.Time.PassAsync(TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.Equal(HttpStatusCode.OK, (await answer.SoonAsync()).StatusCode);
        Assert.Equal(3, fixture.Http.Requests.Count);
    }

    [Fact]
    public async Task A_GET_that_keeps_failing_is_the_callers_after_two_more_tries()
    {
        using var fixture = new HttpFixture(new StubHttp(Fail(new HttpRequestException("Connection refused"))));

        Task<HttpResponseMessage> answer = fixture.GetAsync("users/@me");
        await fixture.Time.PassAsync(TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await fixture.Http.RequestsAsync(2);
        await fixture.Time.PassAsync(TimeSpan.Zero, TimeSpan.FromSeconds(4));
        await Assert.ThrowsAsync<HttpRequestException>(answer.SoonAsync);
        Assert.Equal(3, fixture.Http.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_GET_that_is_refused_is_not_repeated(HttpStatusCode status)
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(status)));
        Assert.Equal(status, (await fixture.GetAsync("users/@me").SoonAsync()).StatusCode);
        Assert.Single(fixture.Http.Requests);
    }

    [Fact]
    public async Task A_POST_is_never_repeated_after_a_failure_since_it_may_have_been_processed()
    {
        using var server = new HttpFixture(new StubHttp(Answer(HttpStatusCode.BadGateway)));
        Assert.Equal(HttpStatusCode.BadGateway, (await server.PostAsync("channels/1/messages").SoonAsync()).StatusCode);
        Assert.Single(server.Http.Requests);

        using var network = new HttpFixture(new StubHttp(Fail(new HttpRequestException("reset"))));
        await Assert.ThrowsAsync<HttpRequestException>(() => network.PostAsync("channels/1/messages").SoonAsync());
        Assert.Single(network.Http.Requests);
    }

    [Fact]
    public async Task A_GET_without_answer_is_tried_again_after_20_seconds()
    {
        using var fixture = new HttpFixture(new StubHttp(Hang(), Stall(), Answer(HttpStatusCode.OK)));

        Task<HttpResponseMessage> answer = fixture.GetAsync("users/@me");
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            await fixture.Http.RequestsAsync(attempt);
            await fixture.Time.PassAsync(TimeSpan.FromSeconds(20));
            await fixture.Time.PassAsync(TimeSpan.Zero, TimeSpan.FromSeconds(4));
        }

        Assert.Equal(HttpStatusCode.OK, (await answer.SoonAsync()).StatusCode);
    }

    [Fact]
    public async Task A_POST_may_take_100_seconds()
    {
        using var fixture = new HttpFixture(new StubHttp(Hang()));

        Task<HttpResponseMessage> answer = fixture.PostAsync("channels/1/messages");
        await fixture.Http.RequestsAsync(1);
        await fixture.Time.PassAsync(TimeSpan.FromSeconds(100));
        await Assert.ThrowsAsync<TimeoutRejectedException>(answer.SoonAsync);
    }

    [Fact]
    public async Task A_wait_ends_with_the_callers_token()
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.TooManyRequests, """{"retry_after":3600}""")));
        using var gaveUp = new CancellationTokenSource();

        Task<HttpResponseMessage> answer = fixture.Client.GetAsync(new Uri("gateway/bot", UriKind.Relative), gaveUp.Token);
        await fixture.Time.TakeAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(answer.SoonAsync);
    }
}

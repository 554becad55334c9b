using System.Net;

namespace Gateway.Testing.Tests;

public class RequestFaultTests
{
    [Theory]
    [InlineData(401)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Gateway_bot_fails_with_a_status_as_often_as_told(int status)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        var fault = discord.GatewayBot.AnswerWith(status).Times(2);
        Assert.Equal(status, (await api.CallAsync("GET", "gateway/bot")).Status);
        Assert.Equal(status, (await api.CallAsync("GET", "gateway/bot")).Status);
        Assert.Equal(200, (await api.CallAsync("GET", "gateway/bot")).Status);
        await fault.StruckAsync(2);
    }

    [Fact]
    public async Task Gateway_bot_is_rate_limited()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        discord.GatewayBot.RateLimit(TimeSpan.FromSeconds(1.5), "shared");
        using var response = await api.SendAsync("GET", "gateway/bot");
        string body = await response.Content.ReadAsStringAsync(GatewayClient.Patience);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("2", response.Headers.GetValues("Retry-After").Single());
        Assert.Equal("shared", response.Headers.GetValues("X-RateLimit-Scope").Single());
        Assert.Contains("\"retry_after\":1.5", body);
    }

    [Fact]
    public async Task Gateway_bot_answers_nonsense()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        discord.GatewayBot.AnswerNonsense();
        using var response = await api.SendAsync("GET", "gateway/bot");
        Assert.StartsWith("<html>", await response.Content.ReadAsStringAsync(GatewayClient.Patience));
    }

    [Fact]
    public async Task Gateway_bot_never_answers()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        var fault = discord.GatewayBot.Hang();
        using var impatience = new CancellationTokenSource();
        var call = api.SendAsync("GET", "gateway/bot");
        await fault.StruckAsync();
        Assert.False(call.IsCompleted);
        await discord.DisposeAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task Any_request_is_reset()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        discord.RequestsTo("POST", "channels/*/messages").Reset().Times(1);
        string path = $"channels/{discord.Guild("Harbour").Channel("general").Id}/messages";
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => api.CallAsync("POST", path, """{"content":"x"}"""));
        Assert.Equal(200, (await api.CallAsync("POST", path, """{"content":"x"}""")).Status);
    }

    [Fact]
    public async Task Session_starts_can_be_used_up()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        discord.SetSessionStarts(0, TimeSpan.FromMinutes(10));
        var limit = (await api.CallAsync("GET", "gateway/bot")).Body.GetProperty("session_start_limit");
        Assert.Equal(0, limit.GetProperty("remaining").GetInt32());
        Assert.InRange(limit.GetProperty("reset_after").GetInt32(), 590_000, 600_000);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_route_that_is_not_there_may_be_answered_without_a_body(string? body)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        discord.RequestsTo("PUT", "guilds/*/members/*/roles/*").AnswerWith(204, body);
        using var answer = await api.SendAsync("PUT", "guilds/1/members/2/roles/3");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Null(answer.Content.Headers.ContentType);
        Assert.Empty(await answer.Content.ReadAsStringAsync(GatewayClient.Patience));
    }
}

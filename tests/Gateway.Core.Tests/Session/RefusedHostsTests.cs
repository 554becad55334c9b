using System.Net;
using Gateway.Core.Session;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Core.Tests;

public class RefusedHostsTests
{
    private static readonly Uri Main = new("wss://gateway.discord.gg/");
    private static readonly Uri Resume = new("wss://gateway-us-east1-b.discord.gg");

    private readonly FakeTimeProvider _time = new();
    private readonly RefusedHosts _hosts;

    public RefusedHostsTests() => _hosts = new RefusedHosts(_time);

    [Fact]
    public void A_host_is_left_alone_for_as_long_as_it_asked()
    {
        _hosts.Add(Main, Refusal(503, 120));

        Assert.Equal(TimeSpan.FromSeconds(120), _hosts.Left(Main));
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(TimeSpan.FromSeconds(70), _hosts.Left(Main));
        _time.Advance(TimeSpan.FromSeconds(70));
        Assert.Equal(TimeSpan.Zero, _hosts.Left(Main));
    }

    [Fact]
    public void Five_minutes_are_the_most()
    {
        _hosts.Add(Main, Refusal(503, 86_400));

        Assert.Equal(TimeSpan.FromMinutes(5), _hosts.Left(Main));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(520)]
    public void The_other_is_asked_meanwhile(int status)
    {
        _hosts.Add(Resume, Refusal(status, 120));

        Assert.Equal(TimeSpan.Zero, _hosts.Left(Main));
        Assert.Equal(TimeSpan.FromSeconds(120), _hosts.Left(Resume));
    }

    [Fact]
    public void Too_many_requests_are_too_many_for_both()
    {
        _hosts.Add(Resume, Refusal(429, 60));
        _hosts.Add(Main, Refusal(503, 10));

        Assert.Equal(TimeSpan.FromSeconds(60), _hosts.Left(Main));
        Assert.Equal(TimeSpan.FromSeconds(60), _hosts.Left(Resume));
    }

    [Fact]
    public void What_the_last_refusal_says_counts()
    {
        _hosts.Add(Main, Refusal(503, 120));
        _hosts.Add(Main, Refusal(503, 10));

        Assert.Equal(TimeSpan.FromSeconds(10), _hosts.Left(Main));
    }

    [Fact]
    public void A_failure_that_asks_for_nothing_changes_nothing()
    {
        _hosts.Add(Main, new ConnectionEnd(ConnectionEndReason.ConnectTimedOut));

        Assert.Equal(TimeSpan.Zero, _hosts.Left(Main));
    }

    private static ConnectionEnd Refusal(int status, int seconds) =>
        new(ConnectionEndReason.ConnectFailed, Error: new HttpRequestException("no", null, (HttpStatusCode)status)) { RetryAfter = TimeSpan.FromSeconds(seconds) };
}

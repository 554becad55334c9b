using System.Collections.Concurrent;
using System.Net;
using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>Servers that refuse the websocket and say when to come again.</summary>
public class RetryAfterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(503, "120", 120)]
    [InlineData(429, "120", 120)]
    [InlineData(503, "Sun, 01 Mar 2026 12:01:30 GMT", 90)]
    [InlineData(503, "86400", 300)] // the most that is kept to
    public async Task It_is_kept_to_and_no_Identify_is_spent(int status, string retryAfter, int seconds)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.TimeProvider = _time);
        using var gate = new Gate(status, retryAfter);
        using var invoker = new HttpMessageInvoker(gate);
        gate.Shut(discord.GatewayUri);
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(_time, invoker: invoker)).Start();
        await shard.InStateAsync(ShardState.Waiting);
        ShardStatus waiting = shard.History.Single(static status => status.State == ShardState.Waiting);

        // And a little more, so that not all who were refused come at the same moment.
        Assert.InRange(waiting.Until!.Value - waiting.Since, TimeSpan.FromSeconds(seconds) + TimeSpan.FromTicks(1), TimeSpan.FromSeconds(seconds + 1));
        gate.Open(discord.GatewayUri);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready), stepInMilliseconds: 1000);

        Assert.Equal(1, gate.Refused);
        Assert.True(_time.GetUtcNow() - waiting.Since >= TimeSpan.FromSeconds(seconds));
        Assert.Single(discord.Identifies);
    }

    [Fact]
    public async Task Of_the_resume_host_it_does_not_keep_a_shard_from_the_main_one()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        using var gate = new Gate(503, "120");
        using var invoker = new HttpMessageInvoker(gate);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time, invoker: invoker)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        gate.Shut(discord.ResumeGatewayUri);

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2));

        Assert.Equal(1, gate.Refused);
        Assert.InRange(shard.Shard.Status.Since - shard.Shard.Status.LastEndAt!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(GatewayHost.Main, Assert.Single(discord.Resumes).Connection.Host);
    }

    [Theory]
    [InlineData(503, 2)]
    [InlineData(429, 1)] // too many for both
    public async Task Each_host_is_asked_once_in_that_time(int status, int refused)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        using var gate = new Gate(status, "120");
        using var invoker = new HttpMessageInvoker(gate);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(_time, invoker: invoker)).StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");
        gate.Shut(discord.ResumeGatewayUri);
        gate.Shut(discord.GatewayUri);

        await discord.Everyone.DropAsync();
        await shard.PassTimeUntilAsync(_time, shard.UntilAsync(() => gate.Refused == refused && LeftAlone(shard), "a pause as long as it was asked for"));
        gate.Open(discord.ResumeGatewayUri);
        gate.Open(discord.GatewayUri);
        await shard.PassTimeUntilAsync(_time, shard.InStateAsync(ShardState.Ready, times: 2), stepInMilliseconds: 1000);

        Assert.Equal(refused, gate.Refused);
        Assert.Single(discord.Resumes);
    }

    private static bool LeftAlone(ShardUnderTest shard) =>
        shard.Shard.Status is { State: ShardState.Waiting } status && status.Until - status.Since > TimeSpan.FromSeconds(110);

    /// <summary>What stands before the hosts, and refuses for those that are shut.</summary>
    private sealed class Gate(int status, string retryAfter) : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly ConcurrentDictionary<string, bool> _shut = new();
        private int _refused;

        public int Refused => Volatile.Read(ref _refused);

        public void Shut(Uri host) => _shut[host.Authority] = true;

        public void Open(Uri host) => _shut.TryRemove(host.Authority, out _);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!_shut.ContainsKey(request.RequestUri!.Authority))
            {
                return base.SendAsync(request, cancellationToken);
            }

            Interlocked.Increment(ref _refused);
            var refusal = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request };
            refusal.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            return Task.FromResult(refusal);
        }
    }
}

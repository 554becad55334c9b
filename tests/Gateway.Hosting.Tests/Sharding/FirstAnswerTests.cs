using System.Net;
using Gateway.Core.Events;
using Gateway.Hosting.Sharding;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Gateway.Hosting.Tests.Support.StubHttp;

namespace Gateway.Hosting.Tests.Sharding;

/// <summary>Discord is asked while the application still starts.</summary>
public class FirstAnswerTests
{
    private const string Four =
        """{"url":"wss://gateway.discord.gg/","session_start_limit":{"max_concurrency":1,"remaining":870,"reset_after":51840123,"total":1000},"shards":4}""";

    private const string Five =
        """{"url":"wss://gateway.discord.gg/","session_start_limit":{"max_concurrency":1,"remaining":865,"reset_after":51770123,"total":1000},"shards":5}""";

    [Fact]
    public async Task The_question_does_not_wait_for_services_that_take_their_time_to_start()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        RequestFault hang = discord.GatewayBot.Hang();
        var slow = new SlowService(() => hang.StruckAsync());
        await using var bot = new Bot(
            discord,
            static gateway => gateway.AddEventHandler<MessageCreate>(static (_, _, _) => default),
            services: services => services.AddSingleton<IHostedService>(slow));

        await bot.StartAsync();

        Assert.True(slow.HasStarted);
    }

    [Fact]
    public async Task The_answer_is_asked_for_once_and_again_when_it_is_older_than_a_minute()
    {
        using var fixture = new HttpFixture(new StubHttp(Answer(HttpStatusCode.OK, Four), Answer(HttpStatusCode.OK, Five)));

        fixture.FirstAnswer.Ask();
        Assert.Equal(4, (await fixture.FirstAnswer.GetAsync(CancellationToken.None).SoonAsync()).Shards);
        fixture.Time.Advance(FirstAnswer.Freshness);
        Assert.Equal(4, (await fixture.FirstAnswer.GetAsync(CancellationToken.None).SoonAsync()).Shards);
        Assert.Single(fixture.Http.Requests);

        fixture.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(5, (await fixture.FirstAnswer.GetAsync(CancellationToken.None).SoonAsync()).Shards);
        Assert.Equal(2, fixture.Http.Requests.Count);
    }

    [Fact]
    public async Task Whoever_waits_for_it_can_give_up()
    {
        using var fixture = new HttpFixture(new StubHttp(Hang()));
        using var stopping = new CancellationTokenSource();

        fixture.FirstAnswer.Ask();
        await fixture.Http.RequestsAsync(1);
        Task answer = fixture.FirstAnswer.GetAsync(stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(answer.SoonAsync);
    }

    [Fact]
    public async Task An_application_that_does_not_start_asks_no_longer()
    {
        var fixture = new HttpFixture(new StubHttp(Hang()));
        fixture.FirstAnswer.Ask();
        await fixture.Http.RequestsAsync(1);
        Task answer = fixture.FirstAnswer.GetAsync(CancellationToken.None);

        fixture.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(answer.SoonAsync);
    }

    /// <summary>Starts only once something has happened.</summary>
    private sealed class SlowService(Func<Task> happened) : IHostedService
    {
        public bool HasStarted { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await happened();
            HasStarted = true;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

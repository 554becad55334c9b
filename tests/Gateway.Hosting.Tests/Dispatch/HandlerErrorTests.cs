using System.Collections.Concurrent;
using Gateway.Core.Events;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Dispatch;

public class HandlerErrorTests
{
    private readonly Gates _gates = new();

    [Fact]
    public async Task What_handlers_throw_goes_to_the_hook_instead_of_the_log()
    {
        var errors = new List<HandlerError>();
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate, FailingHandler>()
            .AddEventHandler<MessageCreate, UnmakeableHandler>()
            .OnUnhandledError((error, _) =>
            {
                Assert.NotNull(error.Context.Services);
                errors.Add(error);
                return default;
            }));

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Equal(["FailingHandler", "UnmakeableHandler"], errors.Select(static error => error.Handler));
        Assert.All(errors, static error => Assert.IsType<InvalidTimeZoneException>(error.Exception));
        Assert.Equal("a", Assert.IsType<MessageCreate>(errors[0].Event).Content);
        Assert.Equal("FailingHandler on MESSAGE_CREATE #1 of shard 3/16: InvalidTimeZoneException", errors[0].ToString());
        Assert.Empty(fixture.Logs.Troubles);
        Assert.Equal(1, fixture.Lane.FinishedSequence); // failed is finished
    }

    [Fact]
    public async Task A_hook_that_fails_is_logged_with_what_it_was_called_for()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate, FailingHandler>()
            .OnUnhandledError((_, _) => throw new NotSupportedException()));

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Equal([typeof(InvalidTimeZoneException), typeof(NotSupportedException)], fixture.Logs.At(LogLevel.Error).Select(static line => line.Exception?.GetType()));
    }

    [Fact]
    public async Task An_event_is_not_done_before_the_hook_is()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate, FailingHandler>()
            .OnUnhandledError(async (_, _) => await _gates.PassAsync("hook")));

        await fixture.SayAsync("a");
        Task<bool> drained = fixture.Dispatcher.DrainAsync(CancellationToken.None);
        Assert.False(drained.IsCompleted);
        _gates.Open("hook");
        Assert.True(await drained.SoonAsync());
    }

    [Fact]
    public void There_is_one_hook() => Assert.Throws<InvalidOperationException>(() =>
        new ServiceCollection().AddDiscordGateway().OnUnhandledError((_, _) => default).OnUnhandledError((_, _) => default));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handlers_time_is_limited_for_the_bot_or_for_itself(bool forTheBot)
    {
        var limit = TimeSpan.FromSeconds(5);
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<MessageCreate>(
                async (_, context, token) =>
                {
                    context.Services.GetRequiredService<Calls>().Note("begin");
                    await Task.Delay(Timeout.InfiniteTimeSpan, token);
                },
                o => o.Timeout = forTheBot ? null : limit),
            options: o => o.HandlerTimeout = forTheBot ? limit : TimeSpan.FromHours(1));

        await fixture.SayAsync("a");
        await fixture.Time.PassAsync(limit);
        await fixture.HandledAsync();
        LogLine line = Assert.Single(fixture.Logs.At(LogLevel.Error));
        Assert.IsType<TimeoutException>(line.Exception);
        Assert.Contains("the delegate for MessageCreate took longer than 00:00:05 for MESSAGE_CREATE", line.Exception!.Message, StringComparison.Ordinal);
        Assert.Equal(1, fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task A_handler_that_ignores_the_end_of_its_time_is_reported_when_it_comes()
    {
        var errors = new List<HandlerError>();
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, ""), o => o.Timeout = TimeSpan.FromSeconds(5))
            .OnUnhandledError((error, _) =>
            {
                errors.Add(error);
                return default;
            }));

        await fixture.SayAsync("a");
        await fixture.Time.PassAsync(TimeSpan.FromSeconds(5));
        Assert.IsType<TimeoutException>(Assert.Single(errors).Exception);
        Assert.Equal(1, fixture.Lane.Pending);
        _gates.Open("a");
        await fixture.HandledAsync();
        Assert.Single(errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_report_that_the_time_is_over_shares_no_scope_with_the_handler_that_still_runs(bool scoped)
    {
        var handlers = new ConcurrentQueue<ScopedService>();
        ScopedService? reports = null;
        await using var fixture = new DispatchFixture(
            gateway =>
            {
                if (scoped)
                {
                    gateway.AddEventHandler<MessageCreate, SlowScopedHandler>(static o => o.Timeout = TimeSpan.FromSeconds(5));
                }
                else
                {
                    gateway.AddEventHandler<MessageCreate>(
                        (m, c, t) => SlowScopedHandler.WaitAsync(c, handlers, _gates), static o => o.Timeout = TimeSpan.FromSeconds(5));
                }

                gateway.OnUnhandledError((error, _) =>
                {
                    reports = error.Context.Services.GetRequiredService<ScopedService>();
                    return default;
                });
            },
            services => services.AddSingleton(handlers).AddSingleton(_gates).AddScoped<ScopedService>());

        await fixture.SayAsync("a");
        await fixture.Time.PassAsync(TimeSpan.FromSeconds(5));
        ScopedService handler = Assert.Single(handlers);
        Assert.NotNull(reports);
        Assert.NotSame(handler, reports);
        Assert.Equal((true, false), (reports.IsDisposed, handler.IsDisposed));
        _gates.Open("slow");
        await fixture.HandledAsync();
        Assert.True(handler.IsDisposed);
        Assert.Empty(fixture.Logs.Troubles);
    }

    [Fact]
    public async Task What_a_handler_has_hooked_to_its_token_may_throw_at_the_end_of_its_time()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate>(
            async (_, _, token) =>
            {
                token.Register(static () => throw new InvalidTimeZoneException());
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            },
            o => o.Timeout = TimeSpan.FromSeconds(5)));

        await fixture.SayAsync("a");
        await fixture.Time.PassAsync(TimeSpan.FromSeconds(5));
        await fixture.HandledAsync();
        Assert.Equal(
            [
                "the delegate for MessageCreate failed on MESSAGE_CREATE of shard 3/16: TimeoutException",
                "What the delegate for MessageCreate hooked to its cancellation token failed on MESSAGE_CREATE of shard 3/16: AggregateException",
            ],
            fixture.Logs.Troubles.Select(static line => $"{line.Text}: {line.Exception?.GetType().Name}"));
        Assert.Equal(1, fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task A_handler_may_finish_within_the_report_that_its_time_is_over()
    {
        var reported = new TaskCompletionSource(); // whoever awaits it goes on at once
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate>(async (_, _, _) => await reported.Task, o => o.Timeout = TimeSpan.FromSeconds(5))
            .OnUnhandledError((_, _) =>
            {
                reported.SetResult();
                return default;
            }));

        await Task.Run(() => fixture.SayAsync("a").AsTask(), TestContext.Current.CancellationToken);
        await Task.Run(() => fixture.Time.PassAsync(TimeSpan.FromSeconds(5)), TestContext.Current.CancellationToken);
        await fixture.HandledAsync();
        Assert.Empty(fixture.Logs.Troubles);
    }

    [Fact]
    public async Task A_handler_in_time_is_no_error()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, ""), o => o.Timeout = TimeSpan.FromSeconds(5)));

        await fixture.SayAsync("a");
        _gates.Open("a");
        await fixture.HandledAsync();
        fixture.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Empty(fixture.Logs.Troubles);
    }

    [Fact]
    public async Task A_handler_that_runs_long_is_reported_once_a_minute()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, ""))
            .AddEventHandler<MessageCreate>((_, _, _) => default));

        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        await PassSecondsAsync(fixture, 10);
        Assert.Empty(fixture.Logs.Troubles);
        await PassSecondsAsync(fixture, 2);
        LogLine line = Assert.Single(fixture.Logs.Troubles);
        Assert.Equal("the delegate for MessageCreate has been handling MESSAGE_CREATE #1 of shard 3/16 for 10 s, and still runs", line.Text);
        await PassSecondsAsync(fixture, 58);
        Assert.Single(fixture.Logs.Troubles);
        await PassSecondsAsync(fixture, 3);
        Assert.Equal(2, fixture.Logs.Troubles.Count());

        _gates.Open("a", "b");
        await fixture.HandledAsync();
        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(2, fixture.Logs.Troubles.Count());
    }

    [Fact]
    public async Task What_is_long_may_be_said_for_each_handler()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, ""), o => o.SlowAfter = TimeSpan.FromSeconds(2)),
            options: o => o.SlowHandlerAfter = TimeSpan.FromHours(1));

        await fixture.SayAsync("a");
        await PassSecondsAsync(fixture, 4);
        Assert.Single(fixture.Logs.Troubles);
        _gates.Open("a");
        await fixture.HandledAsync();
    }

    [Fact]
    public async Task A_handler_that_runs_long_is_called_by_its_own_name_whichever_started_after_it()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway
                .AddEventHandler<MessageCreate, SiblingTests.First>(o => o.SlowAfter = TimeSpan.FromSeconds(2))
                .AddEventHandler<MessageCreate, SiblingTests.Second>(o => o.Ordering = EventOrdering.Concurrent),
            services => services.AddSingleton(_gates));

        await fixture.SayAsync("a");
        await PassSecondsAsync(fixture, 4);
        Assert.StartsWith("First has been handling MESSAGE_CREATE #1", Assert.Single(fixture.Logs.Troubles).Text, StringComparison.Ordinal);
        _gates.Open("First a", "Second a");
        await fixture.HandledAsync();
    }

    [Fact]
    public async Task A_log_that_takes_its_time_over_a_slow_handler_holds_no_event_of_the_shard()
    {
        bool wentOn = false;
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate>(
            (m, c, t) => _gates.NoteAsync(m, c, ""), o => o.SlowAfter = TimeSpan.FromSeconds(2)));
        fixture.Logs.Logging = line =>
        {
            if (line.Text.Contains("has been handling", StringComparison.Ordinal))
            {
                _gates.Open("b");
                wentOn = SpinWait.SpinUntil(() => fixture.Lane.Pending == 1, TimeSpan.FromSeconds(10));
            }
        };

        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        await PassSecondsAsync(fixture, 4);
        await fixture.Logs.WaitForAsync("has been handling");
        Assert.True(wentOn);
        _gates.Open("a");
        await fixture.HandledAsync();
    }

    private static async Task PassSecondsAsync(DispatchFixture fixture, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            await fixture.Time.PassAsync(EventDispatcher.SlowInterval);
        }
    }

    private sealed class ScopedService : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class SlowScopedHandler(ConcurrentQueue<ScopedService> services, Gates gates) : IEventHandler<MessageCreate>
    {
        public static async ValueTask WaitAsync(EventContext context, ConcurrentQueue<ScopedService> services, Gates gates)
        {
            services.Enqueue(context.Services.GetRequiredService<ScopedService>());
            await gates.PassAsync("slow");
        }

        public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken) => WaitAsync(context, services, gates);
    }
}

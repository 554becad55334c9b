using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Dispatch;

public class MiddlewareTests
{
    [Fact]
    public async Task It_stands_around_every_handler_the_first_outermost()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventMiddleware<Outer>()
            .AddEventMiddleware(async (call, next) =>
            {
                Calls calls = call.Context.Services.GetRequiredService<Calls>();
                calls.Note($"inner {call.Handler} {call.Event?.GetType().Name}");
                await next(call);
                calls.Note("inner end");
            })
            .AddEventHandler<MessageCreate, NotingHandler>()
            .AddRawEventHandler<RawHandler>());

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Equal(
            [
                "outer RawHandler", "inner RawHandler ", $"raw MESSAGE_CREATE #1 {DispatchFixture.Message("a")}", "inner end", "outer end",
                "outer NotingHandler", "inner NotingHandler MessageCreate", "NotingHandler a", "inner end", "outer end",
            ],
            fixture.Calls.Notes);
    }

    [Fact]
    public async Task It_filters_repeats_and_forgives()
    {
        int tries = 0;
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventMiddleware(async (call, next) =>
            {
                if (call.Event is MessageCreate { Content: "filtered" })
                {
                    return;
                }

                for (int i = 0; i < 2; i++)
                {
                    try
                    {
                        await next(call);
                        return;
                    }
                    catch (InvalidTimeZoneException)
                    {
                    }
                }
            })
            .AddEventHandler<MessageCreate>((_, _, _) => ++tries > 0 ? throw new InvalidTimeZoneException() : default));

        await fixture.SayAsync("filtered");
        Assert.Equal(0, tries);
        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Equal(2, tries);
        Assert.Empty(fixture.Logs.Troubles);
    }

    [Fact]
    public async Task What_it_throws_counts_as_thrown_by_the_handler()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventMiddleware((_, _) => throw new InvalidTimeZoneException())
            .AddEventHandler<MessageCreate, NotingHandler>());

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Empty(fixture.Calls.Notes);
        Assert.StartsWith("NotingHandler failed on MESSAGE_CREATE", Assert.Single(fixture.Logs.At(LogLevel.Error)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_may_give_the_handler_another_token()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventMiddleware((call, next) => next(call with { CancellationToken = new CancellationToken(canceled: true) }))
            .AddEventHandler<MessageCreate>((_, context, token) =>
            {
                context.Services.GetRequiredService<Calls>().Note($"cancelled {token.IsCancellationRequested}");
                return default;
            }));

        await fixture.SayAsync("a");
        Assert.Equal(["cancelled True"], fixture.Calls.Notes);
    }

    [Fact]
    public async Task A_scoped_one_is_made_in_the_scope_of_its_handler()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventMiddleware<InScope>(ServiceLifetime.Scoped).AddEventHandler<MessageCreate, ScopeHandler>(),
            services => services.AddScoped<Scoped>());

        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        await fixture.HandledAsync();
        Assert.Equal([2, 2], fixture.Calls.Notes.GroupBy(static note => note).Select(static group => group.Count()));
        Assert.Equal(2, fixture.Scopes.Made);
    }

    [Fact]
    public async Task A_faulty_singleton_stops_the_start()
    {
        await using var fixture = new DispatchFixture();
        Assert.Throws<InvalidTimeZoneException>(() => new DispatchFixture(gateway => gateway.AddEventMiddleware<Unmakeable>()));
    }

    [Fact]
    public async Task A_call_is_made_by_hand_to_test_middleware_with()
    {
        await using var fixture = new DispatchFixture();
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        var call = new HandlerCall(null, new EventContext(fixture.Shard, "MESSAGE_CREATE", services) { Sequence = 4 }, "Ping");
        bool called = false;
        await new Outer(fixture.Calls).InvokeAsync(call, _ =>
        {
            called = true;
            return default;
        });
        Assert.True(called);
        Assert.Equal("Ping on MESSAGE_CREATE #4 of shard 3/16", call.ToString());
    }

    [Fact]
    public async Task A_call_made_by_hand_has_no_handler_to_pass_it_on_to()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventMiddleware((call, next) => next(new HandlerCall(call.Event, call.Context, call.Handler)))
            .AddEventHandler<MessageCreate, NotingHandler>());

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Empty(fixture.Calls.Notes);
        Exception error = Assert.IsType<InvalidOperationException>(Assert.Single(fixture.Logs.At(LogLevel.Error)).Exception);
        Assert.Contains("'with'", error.Message, StringComparison.Ordinal);
    }

    private sealed class Outer(Calls calls) : IEventMiddleware
    {
        public async ValueTask InvokeAsync(HandlerCall call, HandlerDelegate next)
        {
            calls.Note($"outer {call.Handler}");
            await next(call);
            calls.Note("outer end");
        }
    }

    private sealed class InScope(Calls calls, Scoped scoped) : IEventMiddleware
    {
        public ValueTask InvokeAsync(HandlerCall call, HandlerDelegate next)
        {
            calls.Note($"{scoped.Id}");
            return next(call);
        }
    }

    private sealed class ScopeHandler(Calls calls, Scoped scoped) : IEventHandler<MessageCreate>
    {
        public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken)
        {
            calls.Note($"{scoped.Id}");
            return default;
        }
    }

    private sealed class Unmakeable : IEventMiddleware
    {
        public Unmakeable() => throw new InvalidTimeZoneException();

        public ValueTask InvokeAsync(HandlerCall call, HandlerDelegate next) => default;
    }

    private sealed class Scoped
    {
        public Guid Id { get; } = Guid.NewGuid();
    }
}

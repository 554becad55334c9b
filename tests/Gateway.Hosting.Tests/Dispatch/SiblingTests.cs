using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Dispatch;

/// <summary>The handlers of one event among themselves.</summary>
public class SiblingTests
{
    private readonly Gates _gates = new();

    [Fact]
    public async Task Scoped_ones_take_turns_in_the_order_of_registration()
    {
        await using DispatchFixture fixture = Fixture(gateway => gateway
            .AddEventHandler<MessageCreate, First>()
            .AddEventHandler<MessageCreate, Second>());

        await fixture.SayAsync("a");
        Assert.Equal(["begin First a"], fixture.Calls.Notes);
        _gates.Open("First a", "Second a");
        await fixture.HandledAsync();
        Assert.Equal(["begin First a", "end First a", "begin Second a", "end Second a"], fixture.Calls.Notes);
        Assert.Equal(1, fixture.Scopes.Made);
    }

    [Fact]
    public async Task One_that_never_returns_holds_no_singleton_or_delegate()
    {
        await using DispatchFixture fixture = Fixture(gateway => gateway
            .AddEventHandler<MessageCreate, First>()
            .AddEventHandler<MessageCreate, Second>(ServiceLifetime.Singleton)
            .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "Third ")));

        await fixture.SayAsync("a");
        Assert.Equal(["begin First a", "begin Second a", "begin Third a"], fixture.Calls.Notes); // started in order
        _gates.Open("Second a", "Third a");
        await fixture.Calls.WaitForAsync("end Second a");
        await fixture.Calls.WaitForAsync("end Third a");
        Assert.Equal(1, fixture.Lane.Pending);
        _gates.Open("First a");
        await fixture.HandledAsync();
    }

    [Fact]
    public async Task Scoped_ones_that_are_done_at_once_start_in_order_with_the_others()
    {
        await using DispatchFixture fixture = Fixture(gateway => gateway
            .AddEventHandler<MessageCreate, First>()
            .AddEventHandler<MessageCreate, Second>(ServiceLifetime.Singleton)
            .AddEventHandler<MessageCreate, NotingHandler>()
            .AddRawEventHandler<RawHandler>());
        _gates.Open("First a", "Second a");

        Assert.True(await fixture.SayAsync("a"));
        Assert.Equal(0, fixture.Lane.Pending);
        Assert.Equal(
            ["raw", "begin First a", "end First a", "begin Second a", "end Second a", "NotingHandler a"],
            fixture.Calls.Notes.Select(static note => note.StartsWith("raw", StringComparison.Ordinal) ? "raw" : note));
        Assert.Equal(1, fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task One_that_had_to_wait_is_not_passed_over_when_those_before_it_finish_while_others_start()
    {
        var first = new TaskCompletionSource(); // opened, it goes on at once, and finishes in the middle of the third
        await using DispatchFixture fixture = Fixture(gateway => gateway
            .AddEventHandler<MessageCreate, Awaiting>()
            .AddEventHandler<MessageCreate, Second>()
            .AddEventHandler<MessageCreate>((_, context, _) =>
            {
                Calls calls = context.Services.GetRequiredService<Calls>();
                calls.Note("begin Third a");
                first.SetResult();
                calls.Note("end Third a");
                return default;
            })
            .AddEventHandler<MessageCreate, NotingHandler>(), first);
        _gates.Open("Second a");

        await Task.Run(() => fixture.SayAsync("a").AsTask(), TestContext.Current.CancellationToken); // as the loop that reads a shard, without a context to go back to
        await fixture.HandledAsync();
        Assert.Equal(
            ["begin First a", "begin Third a", "end First a", "end Third a", "begin Second a", "end Second a", "NotingHandler a"],
            fixture.Calls.Notes);
        Assert.Equal(1, fixture.Lane.FinishedSequence);
    }

    [Fact]
    public async Task The_scope_ends_with_the_last_scoped_one_and_each_own_scope_with_its_handler()
    {
        await using DispatchFixture fixture = Fixture(
            gateway => gateway
                .AddEventHandler<MessageCreate, First>()
                .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "Other "))
                .AddEventHandler<MessageCreate>((_, c, _) =>
                {
                    c.Services.GetRequiredService<Noting>();
                    return default;
                }));

        await fixture.SayAsync("a");
        await fixture.Calls.WaitForAsync("disposed");
        Assert.Equal(["begin First a", "begin Other a", "disposed"], fixture.Calls.Notes);
        _gates.Open("First a");
        await fixture.Calls.WaitForAsync("end First a");
        Assert.Equal(1, fixture.Lane.Pending);
        _gates.Open("Other a");
        await fixture.HandledAsync();
    }

    [Fact]
    public async Task A_handler_that_has_finished_gets_no_more_services_while_others_run()
    {
        EventContext kept = default;
        await using DispatchFixture fixture = Fixture(gateway => gateway
            .AddEventHandler<MessageCreate>((_, context, _) =>
            {
                kept = context;
                return default;
            })
            .AddEventHandler<MessageCreate>((m, c, t) => _gates.NoteAsync(m, c, "Other ")));

        await fixture.SayAsync("a");
        Assert.Throws<ObjectDisposedException>(() => kept.Services);
        Assert.Equal(DispatchFixture.Message("a"), System.Text.Encoding.UTF8.GetString(kept.RawPayload.Span));
        _gates.Open("Other a");
        await fixture.HandledAsync();
        Assert.Throws<ObjectDisposedException>(() => kept.RawPayload);
    }

    [Fact]
    public async Task A_context_that_was_kept_says_where_its_event_came_from_and_nothing_of_the_next()
    {
        var kept = new List<EventContext>();
        await using DispatchFixture fixture = Fixture(gateway => gateway.AddEventHandler<MessageCreate>((_, context, _) =>
        {
            kept.Add(context);
            Assert.All(kept.SkipLast(1), static old => Assert.Throws<ObjectDisposedException>(() => old.RawPayload));
            return default;
        }));

        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        Assert.Equal([1, 2], kept.Select(static context => context.Sequence));
        Assert.Empty(fixture.Logs.Troubles);
    }

    private DispatchFixture Fixture(Action<IDiscordGatewayBuilder> gateway, TaskCompletionSource? awaited = null) =>
        new(gateway, services => services.AddSingleton(_gates).AddSingleton(awaited ?? new TaskCompletionSource()).AddScoped<Noting>());

    internal sealed class Awaiting(Calls calls, TaskCompletionSource awaited) : IEventHandler<MessageCreate>
    {
        public async ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken)
        {
            calls.Note($"begin First {e.Content}");
            await awaited.Task;
            calls.Note($"end First {e.Content}");
        }
    }

    internal sealed class First(Gates gates) : IEventHandler<MessageCreate>
    {
        public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken) => gates.NoteAsync(e, context, "First ");
    }

    internal sealed class Second(Gates gates) : IEventHandler<MessageCreate>
    {
        public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken) => gates.NoteAsync(e, context, "Second ");
    }

    private sealed class Noting(Calls calls) : IDisposable
    {
        public void Dispose() => calls.Note("disposed");
    }
}

using System.Text;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Dispatch;

public class DispatchTests
{
    [Fact]
    public async Task An_event_reaches_its_handler_with_its_context()
    {
        var seen = new TaskCompletionSource<(MessageCreate Message, EventContext Context, string Raw)>();
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate>((message, context, _) =>
        {
            seen.SetResult((message, context, Encoding.UTF8.GetString(context.RawPayload.Span)));
            return default;
        }));

        await fixture.SayAsync("hello");
        (MessageCreate message, EventContext context, string raw) = await seen.Task.SoonAsync();

        Assert.Equal("hello", message.Content);
        Assert.Same(fixture.Shard, context.Shard);
        Assert.Equal("3/16", context.ShardId.ToString());
        Assert.Equal(1, context.Sequence);
        Assert.Equal("MESSAGE_CREATE", context.EventName);
        Assert.Equal(fixture.Time.GetUtcNow(), context.ReceivedAt);
        Assert.Equal(DispatchFixture.Message("hello"), raw);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_outlives_the_memory_it_was_read_from(bool lookedAtBefore)
    {
        var gate = new TaskCompletionSource();
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, _) =>
        {
            ReadOnlyMemory<byte> raw = lookedAtBefore ? context.RawPayload : default;
            await gate.Task;
            raw = lookedAtBefore ? raw : context.RawPayload;
            context.Services.GetRequiredService<Calls>().Note(Encoding.UTF8.GetString(raw.Span));
        }));

        await fixture.SayAsync("first");
        gate.SetResult();
        await fixture.HandledAsync();

        Assert.Equal([DispatchFixture.Message("first")], fixture.Calls.Notes);
    }

    [Fact]
    public async Task Keys_after_the_event_in_the_envelope_are_no_part_of_it()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate>((message, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note(message.Content + Encoding.UTF8.GetString(context.RawPayload.Span));
            return default;
        }));

        await fixture.FeedAsync("MESSAGE_CREATE", DispatchFixture.Message("a") + ""","extra":{"x":1}""");
        await fixture.HandledAsync();

        Assert.Equal(["a" + DispatchFixture.Message("a")], fixture.Calls.Notes);
    }

    [Fact]
    public async Task A_failing_handler_does_not_harm_the_next()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate, FailingHandler>()
            .AddEventHandler<MessageCreate, NotingHandler>());

        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        await fixture.Calls.WaitForAsync("NotingHandler a");
        await fixture.Calls.WaitForAsync("NotingHandler b");

        LogLine line = await fixture.Logs.WaitForAsync("FailingHandler failed on MESSAGE_CREATE of shard 3/16");
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.IsType<InvalidTimeZoneException>(line.Exception);
    }

    [Fact]
    public async Task A_handler_that_fails_before_its_first_await_is_no_different()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate>((_, _, _) => throw new InvalidTimeZoneException())
            .AddEventHandler<MessageCreate, NotingHandler>());

        await fixture.SayAsync("a");
        await fixture.Calls.WaitForAsync("NotingHandler a");
        await fixture.Logs.WaitForAsync("the delegate for MessageCreate failed on MESSAGE_CREATE");
    }

    [Fact]
    public async Task A_handler_that_cannot_be_made_does_not_harm_the_next()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate, UnmakeableHandler>()
            .AddEventHandler<MessageCreate, NotingHandler>());

        await fixture.SayAsync("a");
        await fixture.Calls.WaitForAsync("NotingHandler a");
        await fixture.Logs.WaitForAsync("UnmakeableHandler could not be made for MESSAGE_CREATE");
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_logged_with_its_path_and_the_next_is_handled()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>());

        await fixture.FeedAsync("MESSAGE_CREATE", """{"id":"1","channel_id":"2","content":{"private":"secret"},"author":{"id":"3","username":"mira"}}""");
        await fixture.SayAsync("next");
        await fixture.HandledAsync();

        LogLine line = Assert.Single(fixture.Logs.At(LogLevel.Warning));
        Assert.Contains("MESSAGE_CREATE #1 of shard 3/16", line.Text, StringComparison.Ordinal);
        Assert.Contains("$.content", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fixture.Logs.ToString(), StringComparison.Ordinal);
        Assert.Equal(["NotingHandler next"], fixture.Calls.Notes);
    }

    [Fact]
    public async Task Events_run_side_by_side_and_start_in_order()
    {
        var gate = new TaskCompletionSource();
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate>(async (message, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note($"begin {message.Content}");
            await gate.Task;
            context.Services.GetRequiredService<Calls>().Note($"end {message.Content}");
        }));

        for (int i = 0; i < 3; i++)
        {
            await fixture.SayAsync($"{i}");
            await fixture.Calls.WaitForAsync($"begin {i}");
        }

        gate.SetResult();
        await fixture.HandledAsync();
        Assert.Equal(["begin 0", "begin 1", "begin 2"], fixture.Calls.Notes.Take(3));
    }

    [Fact]
    public async Task At_the_bound_the_shard_is_not_read_until_an_event_is_done()
    {
        var gate = new SemaphoreSlim(0);
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<MessageCreate>(async (message, context, token) =>
            {
                await gate.WaitAsync(token);
                context.Services.GetRequiredService<Calls>().Note(message.Content!);
            }),
            maxConcurrentEvents: 2);

        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        Task third = fixture.SayAsync("c").AsTask();
        Assert.False(third.IsCompleted);
        Assert.Contains(fixture.Logs.At(LogLevel.Warning), line => line.Text.Contains("Shard 3/16 is not read for now: 2 of its events", StringComparison.Ordinal));

        gate.Release();
        await third.SoonAsync();
        gate.Release(2);
        await fixture.HandledAsync();
        Assert.Equal(3, fixture.Calls.Notes.Count);
    }

    [Fact]
    public async Task That_the_bound_is_reached_is_said_once_a_minute_at_most()
    {
        var gate = new SemaphoreSlim(0);
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<MessageCreate>(async (_, _, token) => await gate.WaitAsync(token)), maxConcurrentEvents: 1);

        await fixture.SayAsync("a");
        for (int i = 0; i < 3; i++)
        {
            Task next = fixture.SayAsync("b").AsTask();
            gate.Release();
            await next.SoonAsync();
        }

        Assert.Single(fixture.Logs.At(LogLevel.Warning));
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        Task last = fixture.SayAsync("c").AsTask();
        gate.Release(2);
        await last.SoonAsync();
        await fixture.HandledAsync();
        Assert.Equal(2, fixture.Logs.At(LogLevel.Warning).Count());
    }

    [Fact]
    public async Task An_event_without_handler_allocates_nothing_and_is_not_parsed()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>());
        Core.GatewayMessage known = fixture.Payload("TYPING_START", "{ this is no JSON }");
        Core.GatewayMessage unknown = fixture.Payload("SOME_FUTURE_EVENT", "{}");

        await Dispatch(known, unknown);
        long least = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            // The least: a collection counts what was left of this thread's allocation context as allocated.
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                await Dispatch(known, unknown); // completes at once: on another thread the count would be another one's
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.Empty(fixture.Logs.At(LogLevel.Warning));

        ValueTask<bool> Dispatch(in Core.GatewayMessage first, in Core.GatewayMessage second)
        {
            ValueTask<bool> task = fixture.Lane.DispatchAsync(first);
            return task.IsCompletedSuccessfully ? fixture.Lane.DispatchAsync(second) : task;
        }
    }

    [Fact]
    public async Task The_payload_and_the_services_end_with_the_handlers()
    {
        EventContext? kept = null;
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate>((_, context, _) =>
        {
            kept = context;
            return default;
        }));

        await fixture.SayAsync("a");
        await fixture.HandledAsync();

        Assert.Throws<ObjectDisposedException>(() => kept!.Value.RawPayload);
        Assert.Throws<ObjectDisposedException>(() => kept!.Value.Services);
        Assert.Equal("MESSAGE_CREATE #1 of shard 3/16", kept.ToString());
    }

    [Fact]
    public async Task A_scope_that_cannot_be_disposed_of_is_logged_and_the_event_counts_as_done()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<MessageCreate>((_, context, _) =>
            {
                context.Services.GetRequiredService<Undisposable>();
                return default;
            }),
            services => services.AddScoped<Undisposable>());

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Contains("The services of a handler of MESSAGE_CREATE", Assert.Single(fixture.Logs.At(LogLevel.Error)).Text, StringComparison.Ordinal);
    }

    private sealed class Undisposable : IDisposable
    {
        public void Dispose() => throw new InvalidTimeZoneException();
    }
}

using Gateway.Hosting.Tests.Support;
using Gateway.Core.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Dispatch;

public class RawHandlerTests
{
    [Fact]
    public async Task Every_event_is_seen_whether_it_has_a_type_and_fits_it_or_not()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddRawEventHandler<RawHandler>().AddEventHandler<MessageCreate, NotingHandler>());

        await fixture.FeedAsync("TYPING_START", """{"a":1}""");
        await fixture.Calls.WaitForAsync("""raw TYPING_START #1 {"a":1}""");
        await fixture.FeedAsync("SOME_FUTURE_EVENT", """{"b":2}""");
        await fixture.Calls.WaitForAsync("""raw SOME_FUTURE_EVENT #2 {"b":2}""");
        await fixture.FeedAsync("MESSAGE_CREATE", """{"id":[]}""");
        await fixture.Calls.WaitForAsync("""raw MESSAGE_CREATE #3 {"id":[]}""");
        await fixture.FeedAsync("RESUMED", "null");
        await fixture.Calls.WaitForAsync("raw RESUMED #4 null");
    }

    [Fact]
    public async Task A_delegate_sees_every_event_too()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddRawEventHandler((e, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note($"{e.Name} #{e.Sequence} of {context.ShardId}");
            return default;
        }));

        await fixture.FeedAsync("SOME_FUTURE_EVENT", "{}");
        Assert.Equal(["SOME_FUTURE_EVENT #1 of 3/16"], fixture.Calls.Notes);
    }

    [Fact]
    public async Task They_run_before_the_typed_handlers_of_the_same_event()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>().AddRawEventHandler<RawHandler>());

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Equal([$"raw MESSAGE_CREATE #1 {DispatchFixture.Message("a")}", "NotingHandler a"], fixture.Calls.Notes);
    }

    [Fact]
    public async Task One_registered_with_the_container_is_found()
    {
        await using var fixture = new DispatchFixture(services: services => services.AddSingleton<IRawEventHandler, RawHandler>());

        await fixture.FeedAsync("TYPING_START", "{}");
        await fixture.HandledAsync();
        Assert.Equal(["raw TYPING_START #1 {}"], fixture.Calls.Notes);
    }

    [Fact]
    public async Task What_is_no_JSON_is_kept_from_them_and_logged()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddRawEventHandler<RawHandler>());

        await fixture.FeedAsync("TYPING_START", "{ this is no JSON }");
        await fixture.FeedAsync("TYPING_START", "{}");
        await fixture.HandledAsync();
        Assert.Equal(["raw TYPING_START #2 {}"], fixture.Calls.Notes);
        Assert.Contains("TYPING_START #1 of shard 3/16 is no valid JSON", Assert.Single(fixture.Logs.At(LogLevel.Warning)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_event_says_is_not_in_its_text() =>
        Assert.Equal("TYPING_START #7 (2 bytes)", new RawEvent("TYPING_START", 7, "{}"u8.ToArray()).ToString());

    [Fact]
    public async Task The_payload_outlives_the_shards_memory_whether_it_was_taken_or_copied_ahead()
    {
        var gates = new Gates();
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddRawEventHandler<OrderingTests.RawTracker>(ServiceLifetime.Singleton), services => services.AddSingleton(gates));

        await fixture.FeedAsync("A", """{"small":1}""");
        await fixture.FeedAsync("B", """{"small":2}""");
        string large = $$"""{"large":"{{new string('l', 20_000)}}"}""";
        await fixture.FeedAsync("C", large);
        gates.Open("A", "B", "C");
        await fixture.HandledAsync();
        Assert.Equal(
            ["""end A {"small":1}""", """end B {"small":2}""", $"end C {large}"],
            fixture.Calls.Notes.Where(static note => note.StartsWith("end", StringComparison.Ordinal)).Order());
    }
}

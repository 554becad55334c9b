using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Dispatch;

/// <summary>What an event allocates on its way, to the byte. Compiled in release builds only.</summary>
public class AllocationTests
{
    private const int Count = 1000;

    [Fact]
    public async Task A_singleton_that_is_done_when_it_returns_costs_its_event_and_nothing_else()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate, Silent>(ServiceLifetime.Singleton));
        GatewayMessage message = fixture.Payload("MESSAGE_CREATE", DispatchFixture.Message("hello", 1));
        EventDescriptor<MessageCreate> descriptor = EventCatalog.Get<MessageCreate>();

        Assert.Equal(Allocated(() => message.Read(descriptor)), Allocated(() => Dispatch(fixture, message)));
    }

    [Fact]
    public async Task A_raw_singleton_that_is_done_when_it_returns_costs_nothing()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddRawEventHandler<Silent>(ServiceLifetime.Singleton));
        GatewayMessage message = fixture.Payload("MESSAGE_CREATE", DispatchFixture.Message("hello", 1));

        Assert.Equal(0, Allocated(() => Dispatch(fixture, message)));
    }

    [Theory]
    [InlineData(EventOrdering.PerGuild)]
    [InlineData(EventOrdering.PerShard)]
    public async Task Order_costs_nothing_more(EventOrdering ordering)
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddRawEventHandler<Silent>(ServiceLifetime.Singleton), options: o => o.Ordering = ordering);
        GatewayMessage message = fixture.Payload("MESSAGE_CREATE", DispatchFixture.Message("hello", 1));

        Assert.Equal(0, Allocated(() => Dispatch(fixture, message)));
    }

    private static long Allocated(Action action)
    {
        for (int i = 0; i < Count; i++)
        {
            action();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Count; i++)
        {
            action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
    }

    private static void Dispatch(DispatchFixture fixture, in GatewayMessage message)
    {
#pragma warning disable CA2012 // It is looked at where it stands: awaiting would leave this thread, whose bytes are counted.
        ValueTask<bool> dispatched = fixture.Lane.DispatchAsync(message);
#pragma warning restore CA2012
        if (!dispatched.IsCompletedSuccessfully || !dispatched.Result)
        {
            throw new InvalidOperationException("It is not done.");
        }
    }

    private sealed class Silent : IEventHandler<MessageCreate>, IRawEventHandler
    {
        public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken) => default;

        public ValueTask HandleAsync(RawEvent e, EventContext context, CancellationToken cancellationToken) => default;
    }
}

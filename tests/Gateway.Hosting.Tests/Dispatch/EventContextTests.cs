using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Dispatch;

public class EventContextTests
{
    [Fact]
    public async Task A_handler_is_tested_with_a_context_made_by_hand()
    {
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using var fixture = new DispatchFixture();
        var calls = new Calls();
        var context = new EventContext(fixture.Shard, "MESSAGE_CREATE", services)
        {
            Sequence = 7,
            ReceivedAt = DateTimeOffset.UnixEpoch,
            RawPayload = "{}"u8.ToArray(),
        };

        await new NotingHandler(calls).HandleAsync(
            EventCatalog.Get<MessageCreate>().Deserialize(System.Text.Encoding.UTF8.GetBytes(DispatchFixture.Message("a"))), context, TestContext.Current.CancellationToken);

        Assert.Equal(["NotingHandler a"], calls.Notes);
        Assert.Same(services, context.Services);
        Assert.Equal("{}"u8, context.RawPayload.Span);
        Assert.Equal(new ShardId(3, 16), context.ShardId);
        Assert.Equal("MESSAGE_CREATE #7 of shard 3/16", context.ToString());
    }
}

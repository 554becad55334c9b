using System.Text;
using Gateway.Core;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Tests.Support;

namespace Gateway.Hosting.Tests.Dispatch;

public class EventPayloadTests
{
    [Theory]
    [InlineData(false, false, false)] // nobody has looked: a copy
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task The_shards_memory_is_taken_only_where_somebody_may_hold_a_slice_of_it(bool wasRead, bool isBeingRead, bool taken)
    {
        await using var fixture = new DispatchFixture();
        GatewayMessage message = fixture.Payload("TYPING_START", """{"a":1}""");
        var payload = new EventPayload();
        payload.Begin(message);
        payload.Check();
        if (wasRead)
        {
            payload.Read(0);
        }

        Assert.Equal(taken, payload.Own(isBeingRead));
        Assert.False(payload.Own(isBeingRead: true)); // once
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(payload.Read(0).Span));
        payload.End(nextVersion: 1);
        Assert.Throws<ObjectDisposedException>(() => payload.Read(0));
    }
}

using Gateway.Core.Diagnostics;
using Gateway.Core.Session;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Core.Tests.Session;

/// <summary>The way around the session rules for nearly all events leads where the rules lead.</summary>
public class SessionProgressTests
{
    private static readonly ShardOptions Options = new()
    {
        Token = "token",
        Intents = GatewayIntents.None,
        IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.Zero, 1)),
    };

    public static TheoryData<string> Ways => ["live", "resumed", "resuming", "before Hello", "awaiting Ready"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void An_event_moves_the_session_on_as_the_rules_say(string way)
    {
        var stored = new GatewaySession("abc", 7, null);
        var progress = new SessionProgress(new ShardId(0, 1), Options, way is "resumed" or "resuming" ? stored : null, new LatencyRecord(new GuardedMeter(ShardMeter.Of(null), NullLogger.Instance, TimeProvider.System)));
        SessionState expected = SessionMachine.Start(way is "resumed" or "resuming" ? stored : null);
        foreach (SessionInput input in To(way))
        {
            progress.Apply(input);
            expected = SessionMachine.Apply(expected, input).State;
        }

        foreach (long? sequence in new long?[] { null, 8, 9, 9, 3, 12, null, 11, 13 })
        {
            (expected, SessionAction action) = SessionMachine.Apply(expected, SessionInput.Dispatch(sequence));
            Assert.Equal(action, progress.Advance(sequence));
            Assert.Equal(expected, progress.Remembered);
            Assert.Equal(expected.Sequence, progress.Sequence);
            Assert.Equal(expected.Session, progress.Session);
        }
    }

    private static IEnumerable<SessionInput> To(string way)
    {
        yield return SessionInput.Connecting;
        if (way == "before Hello")
        {
            yield break;
        }

        yield return SessionInput.Hello;
        if (way == "live")
        {
            yield return SessionInput.Ready(1, "abc", null);
        }
        else if (way == "resumed")
        {
            yield return SessionInput.Resumed(8);
        }
    }
}

namespace Gateway.Testing.Tests;

public class IntentTests
{
    public static IEnumerable<TheoryDataRow<string>> Events => Documented.EventNames.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_needs_the_intents_that_are_documented(string name)
    {
        long documented = Documented.IntentsOf(name).Aggregate(0L, static (bits, intent) => bits | Bit(intent));
        Assert.Equal(documented, Intents.Needed(name, inGuild: true) | Intents.Needed(name, inGuild: false));
    }

    [Fact]
    public void All_intents_together_are_those_that_are_documented() => Assert.Equal(53_575_421, Intents.Known & ~Intents.Privileged);

    private static long Bit(string name) =>
        (long)typeof(Intents).GetField(string.Concat(name.Split('_').Select(static word => word[..1] + word[1..].ToLowerInvariant())))!.GetRawConstantValue()!;
}

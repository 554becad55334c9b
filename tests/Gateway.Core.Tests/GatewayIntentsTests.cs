namespace Gateway.Core.Tests;

public class GatewayIntentsTests
{
    [Fact]
    public void All_unprivileged_intents_are_the_documented_bits() =>
        Assert.Equal(53575421UL, (ulong)GatewayIntents.AllUnprivileged);

    [Fact]
    public void All_intents_are_the_documented_bits() => Assert.Equal(53608447UL, (ulong)GatewayIntents.All);

    [Fact]
    public void An_intent_is_privileged_or_not() =>
        Assert.Equal(GatewayIntents.None, GatewayIntents.Privileged & GatewayIntents.AllUnprivileged);
}

namespace Gateway.Chaos.Tests;

internal static class Checks
{
    /// <summary>Fails with every fault on a line of its own.</summary>
    public static void None(IEnumerable<string> faults)
    {
        string[] found = [.. faults];
        Assert.True(found.Length == 0, $"{found.Length} faults:\n{string.Join('\n', found)}\n");
    }
}

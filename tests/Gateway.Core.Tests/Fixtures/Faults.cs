namespace Gateway.Core.Tests.Fixtures;

/// <summary>Fails with every fault on a line of its own.</summary>
internal static class Faults
{
    public static void AssertNone(IEnumerable<string> faults)
    {
        string[] found = [.. faults];
        Assert.True(found.Length == 0, $"{found.Length} faults:\n{string.Join('\n', found)}");
    }
}

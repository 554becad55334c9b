namespace Gateway.Core.Tests.Json;

/// <summary>One place where written JSON is not what was read.</summary>
/// <param name="Path">The place, from <c>$</c>.</param>
/// <param name="What">What happened there.</param>
/// <param name="IsNeutralAddition">Whether a key appeared with a value that says nothing: 0, false or empty.</param>
internal sealed record Difference(string Path, string What, bool IsNeutralAddition = false)
{
    public override string ToString() => $"{Path} {What}";
}

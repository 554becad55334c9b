namespace Gateway.Core.Tests.Fixtures;

/// <summary>One line of a fixture: an event as Discord sends it.</summary>
internal sealed record Sample(int Line, string Name, byte[] Data)
{
    public override string ToString() => $"line {Line}, {Name}";
}

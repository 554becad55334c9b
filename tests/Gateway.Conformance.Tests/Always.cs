namespace Gateway.Conformance.Tests;

/// <summary>Chance that always falls the same way.</summary>
internal sealed class Always(double value) : Random
{
    public override double NextDouble() => value;
}

namespace Gateway.Load;

/// <summary>What was measured of one client: names with their unit, and values.</summary>
internal sealed record Measurement(string Scenario, string Client, string Compression, IReadOnlyDictionary<string, double?> Values);

namespace Gateway.Testing;

/// <summary>A sound of a guild's soundboard.</summary>
internal sealed record SimulatedSound(ulong Id, string Name);

namespace Gateway.Testing;

/// <summary>An emoji of a guild's own.</summary>
internal sealed record SimulatedEmoji(ulong Id, string Name);

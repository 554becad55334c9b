namespace Gateway.Testing;

/// <summary>A heartbeat the simulator received.</summary>
/// <param name="At">When, by the simulator's clock.</param>
/// <param name="Sequence">The sequence number it carried; null for <c>null</c>.</param>
public sealed record RecordedHeartbeat(DateTimeOffset At, long? Sequence);

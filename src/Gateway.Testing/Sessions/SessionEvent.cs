namespace Gateway.Testing;

/// <summary>An event as one session got it, kept for the replay.</summary>
internal sealed record SessionEvent(long Sequence, string Name, ReadOnlyMemory<byte> Data);

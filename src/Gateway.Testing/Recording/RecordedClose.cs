namespace Gateway.Testing;

/// <summary>A close frame, from either side.</summary>
/// <param name="At">When, by the simulator's clock.</param>
/// <param name="Code">The close code; null if the frame carried none.</param>
/// <param name="Reason">The text beside the code; empty if there was none.</param>
public sealed record RecordedClose(DateTimeOffset At, int? Code, string Reason);

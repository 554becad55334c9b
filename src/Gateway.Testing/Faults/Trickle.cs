namespace Gateway.Testing;

/// <summary>A slow line.</summary>
/// <param name="BytesPerSecond">How slow.</param>
/// <param name="Over">Completes when it is no longer slow.</param>
internal sealed record Trickle(int BytesPerSecond, Task Over);

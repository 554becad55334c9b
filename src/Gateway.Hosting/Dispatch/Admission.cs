namespace Gateway.Hosting.Dispatch;

/// <summary>What becomes of an event that was read.</summary>
/// <param name="Kind">Whether handlers see it, and if not, why.</param>
/// <param name="Shared">What it has in common with its copy from another shard; null if there can be none.</param>
internal readonly record struct Admission(AdmissionKind Kind, SharedEvent? Shared = null);

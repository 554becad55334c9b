namespace Gateway.Core;

/// <summary>Where a shard stands, since when, and what brought it there. A snapshot.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when.</param>
/// <param name="Failures">Connections that ended in a row without having proved stable.</param>
/// <param name="LastEnd">How the last connection ended; null if none has.</param>
public sealed record ShardStatus(ShardState State, DateTimeOffset Since, int Failures, ConnectionEnd? LastEnd);

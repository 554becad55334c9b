namespace Gateway.Core.Transport;

/// <summary>What came of connecting: a connection, or the end of one that never was.</summary>
internal sealed record ConnectOutcome(GatewayConnection? Connection, ConnectionEnd? Failure);

using Microsoft.Extensions.Logging;

namespace Gateway.Core.Session;

internal sealed partial class Connector
{
    [LoggerMessage(1, LogLevel.Debug, "Shard {Shard}: connecting to {Host}")]
    private partial void LogConnecting(ShardId shard, string host);

    [LoggerMessage(EventId = 4, Message = "Shard {Shard}: {End}; {Next} in {Seconds:0.0} s")]
    private partial void LogReconnecting(LogLevel level, ShardId shard, ConnectionEnd end, string next, double seconds);
}

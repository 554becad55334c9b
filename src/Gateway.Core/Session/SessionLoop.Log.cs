using Microsoft.Extensions.Logging;

namespace Gateway.Core.Session;

internal sealed partial class SessionLoop
{
    [LoggerMessage(5, LogLevel.Debug, "Shard {Shard}: closed ({End})")]
    private partial void LogClosed(ShardId shard, ConnectionEnd? end);
}

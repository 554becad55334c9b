using Microsoft.Extensions.Logging;

namespace Gateway.Core.Session;

internal sealed partial class SessionProgress
{
    [LoggerMessage(9, LogLevel.Error, "Shard {Shard}: a handler of StatusChanged has thrown at {State}; the shard goes on")]
    private static partial void LogHandlerFailed(ILogger logger, Exception exception, ShardId shard, ShardState state);
}

using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

internal sealed partial class HandlerGroup<THandler, TPayload>
{
    [LoggerMessage(142, LogLevel.Error, "{Handler} failed on {Event} of shard {Shard}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string handler, string @event, ShardId shard);

    [LoggerMessage(143, LogLevel.Error, "{Handler} could not be made for {Event} of shard {Shard}")]
    private static partial void LogNotMade(ILogger logger, Exception exception, string handler, string @event, ShardId shard);

    [LoggerMessage(144, LogLevel.Debug, "{Handler} gave up on {Event} of shard {Shard}: the application is stopping")]
    private static partial void LogCancelled(ILogger logger, string handler, string @event, ShardId shard);
}

using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

internal sealed partial class HandlerPipeline
{
    [LoggerMessage(142, LogLevel.Error, "{Handler} failed on {Event} of shard {Shard}")]
    private partial void LogFailed(Exception exception, string handler, string @event, ShardId shard);

    [LoggerMessage(143, LogLevel.Error, "{Handler} could not be made for {Event} of shard {Shard}")]
    private partial void LogNotMade(Exception exception, string handler, string @event, ShardId shard);

    [LoggerMessage(144, LogLevel.Debug, "{Handler} gave up on {Event} of shard {Shard}: the application is stopping")]
    private partial void LogGaveUp(string handler, string @event, ShardId shard);

    [LoggerMessage(145, LogLevel.Error, "What is called with unhandled errors failed itself, on {Handler} and {Event} of shard {Shard}")]
    private partial void LogHookFailed(Exception exception, string handler, string @event, ShardId shard);

    [LoggerMessage(146, LogLevel.Error, "What {Handler} hooked to its cancellation token failed on {Event} of shard {Shard}")]
    private partial void LogCallbackFailed(Exception exception, string handler, string @event, ShardId shard);
}

using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

internal sealed partial class EventDispatcher
{
    [LoggerMessage(150, LogLevel.Information, "Waiting for the handlers to finish; events in their hands: {Count}")]
    private partial void LogDraining(int count);

    [LoggerMessage(151, LogLevel.Warning, "The time to stop is over: the handlers are told to give up; events in their hands: {Count}")]
    private partial void LogCancelling(int count);

    [LoggerMessage(152, LogLevel.Warning, "{Handler} is left behind on {Event} of shard {Shard}: it did not finish when its token was cancelled")]
    private partial void LogLeftBehind(string handler, string @event, ShardId shard);

    [LoggerMessage(153, LogLevel.Error, "What a handler hooked to its cancellation token failed")]
    private partial void LogCallbackFailed(Exception exception);

    [LoggerMessage(154, LogLevel.Warning, "Shard {Shard} is not read for now: {Count} of its events are being handled, which is {Section}:Dispatch:MaxConcurrentEvents")]
    private partial void LogLaneFull(ShardId shard, int count, string section);

    [LoggerMessage(155, LogLevel.Error, "{Event} #{Sequence} of shard {Shard} could not be handled")]
    private partial void LogUndelivered(Exception exception, string @event, long? sequence, ShardId shard);

    [LoggerMessage(156, LogLevel.Error, "The services of a handler of {Event} could not be disposed of")]
    private partial void LogScopeNotDisposed(Exception exception, string @event);

    [LoggerMessage(157, LogLevel.Warning, "Events dropped: {Count}, since handlers are slower than events and {Section}:Dispatch:FullMode is {FullMode}")]
    private partial void LogDropped(long count, string section, DispatchFullMode fullMode);

    [LoggerMessage(158, LogLevel.Warning, "{Handler} blocks its thread on {Event} of shard {Shard}, which another thread reads on. Let it await what it waits for, or begin with 'await Task.Yield()'")]
    private partial void LogBlocked(string handler, string @event, ShardId shard);

    [LoggerMessage(159, LogLevel.Warning, "{Handler} has been handling {Event} #{Sequence} of shard {Shard} for {Seconds:0} s, and still runs")]
    private partial void LogSlow(string handler, string @event, long? sequence, ShardId shard, double seconds);
}

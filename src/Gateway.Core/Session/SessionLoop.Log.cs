using Microsoft.Extensions.Logging;

namespace Gateway.Core.Session;

internal sealed partial class SessionLoop
{
    [LoggerMessage(1, LogLevel.Debug, "Shard {Shard}: connecting to {Host}")]
    private partial void LogConnecting(ShardId shard, string host);

    [LoggerMessage(2, LogLevel.Information, "Shard {Shard}: ready")]
    private partial void LogReady(ShardId shard);

    [LoggerMessage(3, LogLevel.Information, "Shard {Shard}: resumed")]
    private partial void LogResumed(ShardId shard);

    [LoggerMessage(EventId = 4, Message = "Shard {Shard}: {End}; {Next} in {Seconds:0.0} s")]
    private partial void LogReconnecting(LogLevel level, ShardId shard, ConnectionEnd end, string next, double seconds);

    [LoggerMessage(5, LogLevel.Information, "Shard {Shard}: closed ({End})")]
    private partial void LogClosed(ShardId shard, ConnectionEnd? end);

    [LoggerMessage(6, LogLevel.Warning, "Shard {Shard}: not resuming over {Host}, since the token would travel unencrypted; the main address is used instead")]
    private partial void LogUnsafeResumeUri(ShardId shard, string host);
}

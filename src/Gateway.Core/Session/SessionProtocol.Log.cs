using Microsoft.Extensions.Logging;

namespace Gateway.Core.Session;

internal sealed partial class SessionProtocol
{
    [LoggerMessage(EventId = 2, Message = "Shard {Shard}: ready")]
    private partial void LogReady(LogLevel level, ShardId shard);

    [LoggerMessage(EventId = 3, Message = "Shard {Shard}: resumed")]
    private partial void LogResumed(LogLevel level, ShardId shard);

    [LoggerMessage(6, LogLevel.Warning, "Shard {Shard}: not resuming over {Host}, since the token would travel unencrypted; the main address is used instead")]
    private partial void LogUnsafeResumeUri(ShardId shard, string host);
}

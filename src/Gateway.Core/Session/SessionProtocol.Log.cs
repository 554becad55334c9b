using Microsoft.Extensions.Logging;

namespace Gateway.Core.Session;

internal sealed partial class SessionProtocol
{
    [LoggerMessage(2, LogLevel.Debug, "Shard {Shard}: ready")]
    private partial void LogReady(ShardId shard);

    [LoggerMessage(3, LogLevel.Debug, "Shard {Shard}: resumed")]
    private partial void LogResumed(ShardId shard);

    [LoggerMessage(6, LogLevel.Warning, "Shard {Shard}: not resuming over {Host}, since the token would travel unencrypted; the main address is used instead")]
    private partial void LogUnsafeResumeUri(ShardId shard, string host);
}

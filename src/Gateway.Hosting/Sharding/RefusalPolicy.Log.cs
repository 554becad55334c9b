using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

internal sealed partial class RefusalPolicy
{
    [LoggerMessage(103, LogLevel.Critical, "Discord does not know the token (401): copy a fresh one from the Bot page of your application at https://discord.com/developers/applications into {Section}:Token. {Outcome}")]
    private partial void LogUnauthorized(string section, string outcome);

    [LoggerMessage(104, LogLevel.Critical, "{Reason}{Detail} {Outcome}")]
    private partial void LogRefused(string reason, string detail, string outcome);

    [LoggerMessage(106, LogLevel.Critical, "The gateway is at {Address}, to which the token would travel unencrypted: set {Section}:AllowInsecureTransport to true if the network between is your own. {Outcome}")]
    private partial void LogInsecureGateway(Uri address, string section, string outcome);

    [LoggerMessage(107, LogLevel.Critical, "The shards could not be started. {Outcome}")]
    private partial void LogUnexpected(Exception exception, string outcome);

    [LoggerMessage(108, LogLevel.Critical, "Shard {Shard} ended unexpectedly. {Outcome}")]
    private partial void LogShardFailed(Exception exception, ShardId shard, string outcome);
}

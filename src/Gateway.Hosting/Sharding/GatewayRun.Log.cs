using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

internal sealed partial class GatewayRun
{
    [LoggerMessage(100, LogLevel.Information, "Starting {Shards}, {Concurrency} identify per 5 s, {Remaining} of {Total} session starts left")]
    private partial void LogStarting(ShardPlan shards, int concurrency, int remaining, int total);

    [LoggerMessage(101, LogLevel.Warning, "Only {Remaining} session starts are left for {Shards}: the rest waits until {Until:u}, when Discord allows new ones")]
    private partial void LogFewSessionStarts(int remaining, string shards, DateTimeOffset until);

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

    [LoggerMessage(109, LogLevel.Warning, "A shard could not be closed properly; its connection is dropped")]
    private partial void LogCloseFailed(Exception exception);

    [LoggerMessage(110, LogLevel.Warning, "A shard did not end and is left behind")]
    private partial void LogNotEnded();

    [LoggerMessage(111, LogLevel.Information, "{Shards} closed: {Outcome}")]
    private partial void LogClosed(string shards, string outcome);

    [LoggerMessage(114, LogLevel.Warning, "{Shards} did not close in time; the connection is dropped, and the session stays as it is")]
    private partial void LogDropped(string shards);

    [LoggerMessage(115, LogLevel.Debug, "What was stopped in the middle of its start failed because of it")]
    private partial void LogFailedAtStop(Exception exception);

    [LoggerMessage(112, LogLevel.Warning, "The session store did not answer in time: the next start may identify anew")]
    private partial void LogStoreTooSlow();
}

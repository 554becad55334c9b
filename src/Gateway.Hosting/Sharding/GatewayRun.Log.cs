using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

internal sealed partial class GatewayRun
{
    [LoggerMessage(100, LogLevel.Information, "Starting {Shards}, {Concurrency} identify per 5 s, {Remaining} of {Total} session starts left")]
    private partial void LogStarting(ShardPlan shards, int concurrency, int remaining, int total);

    [LoggerMessage(101, LogLevel.Warning, "Only {Remaining} session starts are left for {Shards}: the rest waits until {Until:u}, when Discord allows new ones")]
    private partial void LogFewSessionStarts(int remaining, string shards, DateTimeOffset until);

    [LoggerMessage(109, LogLevel.Warning, "A shard could not be closed properly; its connection is dropped")]
    private partial void LogCloseFailed(Exception exception);

    [LoggerMessage(110, LogLevel.Warning, "A shard did not end and is left behind")]
    private partial void LogNotEnded();

    [LoggerMessage(111, LogLevel.Information, "{Shards} closed: {Outcome}")]
    private partial void LogClosed(string shards, string outcome);

    [LoggerMessage(114, LogLevel.Warning, "{Shards} did not close in time; the connection is dropped, and {Outcome}")]
    private partial void LogDropped(string shards, string outcome);

    [LoggerMessage(115, LogLevel.Debug, "What was told to stop failed because of it")]
    private partial void LogFailedAtStop(Exception exception);

    [LoggerMessage(121, LogLevel.Warning, "Shard {Shard} was closed, and failed because of it")]
    private partial void LogFailedAtClose(Exception exception, ShardId shard);

    [LoggerMessage(119, LogLevel.Error, "The bot goes on without its {What}, which has failed")]
    private partial void LogGoingOnWithout(Exception exception, string what);

    [LoggerMessage(112, LogLevel.Warning, "The session store did not answer in time: the next start may identify anew")]
    private partial void LogStoreTooSlow();
}

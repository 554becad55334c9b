using Gateway.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Dispatch;

internal sealed partial class EventRoute
{
    [LoggerMessage(140, LogLevel.Warning, "{Event} #{Sequence} of shard {Shard} could not be read and is skipped: {JsonPath} does not fit {Type}")]
    private static partial void LogMalformed(ILogger logger, string @event, long? sequence, ShardId shard, string jsonPath, string type);

    [LoggerMessage(141, LogLevel.Warning, "{Event} #{Sequence} of shard {Shard} is no valid JSON and is kept from raw handlers")]
    private static partial void LogNoJson(ILogger logger, string @event, long? sequence, ShardId shard);
}

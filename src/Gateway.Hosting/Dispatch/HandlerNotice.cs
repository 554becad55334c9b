using Gateway.Core;

namespace Gateway.Hosting.Dispatch;

/// <summary>What the log is to say of a handler that runs. It is noted under a lane's lock, and logged outside of it.</summary>
/// <param name="Handler">The handler.</param>
/// <param name="EventName">What it runs on.</param>
/// <param name="Sequence">The sequence of that event.</param>
/// <param name="Shard">The shard of that event.</param>
/// <param name="Elapsed">How long it has been running; null if it is about the thread it blocks.</param>
internal readonly record struct HandlerNotice(string Handler, string EventName, long? Sequence, ShardId Shard, TimeSpan? Elapsed);

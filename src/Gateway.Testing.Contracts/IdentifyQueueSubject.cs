using Gateway.Core;

namespace Gateway.Testing.Contracts;

/// <summary>The identify queue to check, and its clock.</summary>
/// <param name="Create">
/// Makes a queue that nobody has used yet, for a bot with these limits. Called once for each rule.
/// </param>
/// <param name="PassAsync">
/// Lets so much time pass for the queue: moves its virtual clock on, or really waits. A queue with a real clock needs
/// some ten seconds for each rule.
/// </param>
public sealed record IdentifyQueueSubject(Func<SessionStartLimit, IIdentifyQueue> Create, Func<TimeSpan, Task> PassAsync);

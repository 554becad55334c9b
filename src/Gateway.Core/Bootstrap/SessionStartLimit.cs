namespace Gateway.Core;

/// <summary>How many sessions a bot may start.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway#session-start-limit-object"/>.</remarks>
/// <param name="Total">Sessions that may be started per day; 1000 for most bots.</param>
/// <param name="Remaining">Sessions that may still be started before the count resets.</param>
/// <param name="ResetAfter">Time until the count resets.</param>
/// <param name="MaxConcurrency">Identifies allowed per five seconds; 1 for most bots.</param>
public sealed record SessionStartLimit(int Total, int Remaining, TimeSpan ResetAfter, int MaxConcurrency);

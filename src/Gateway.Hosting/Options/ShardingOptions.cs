namespace Gateway.Hosting;

/// <summary>How many shards a bot has, and which of them run in this process.</summary>
/// <remarks>
/// In the configuration <c>"Shards": "recommended"</c>, <c>"Shards": 16</c>, or
/// <c>"Shards": { "Total": 16, "Ids": "0-7" }</c> for one of several processes.
/// </remarks>
public sealed class ShardingOptions
{
    /// <summary>How many shards the bot has in all, over all processes; at least 1. Null, the default, for as many as Discord recommends.</summary>
    public int? Total { get; set; }

    /// <summary>
    /// Which shards run in this process, from 0 to <see cref="Total"/> - 1. Null, the default, for all of them. Needs
    /// <see cref="Total"/>, on which all processes must agree. In the configuration numbers and ranges: <c>"0-3, 8"</c>.
    /// </summary>
    /// <remarks>
    /// The processes share one limit on Identifies, which each knows of only what is its own: register an
    /// <see cref="Gateway.Core.IIdentifyQueue"/> that they share, or start one after the other is ready.
    /// </remarks>
    public IReadOnlyList<int>? Ids { get; set; }

    /// <summary>
    /// Whether the bot gets more shards when Discord recommends them, or refuses fewer (close code 4011), without a
    /// restart and without losing an event. What Discord requires and cannot be done at once is tried again until it can.
    /// Default: on. Only where the number of shards is Discord's to recommend and all of them run in this process;
    /// otherwise it is without effect. When it is off, the bot gets them when it starts; it resumes as many as it had if
    /// these are no fewer than Discord recommends, such as after <see cref="IShardManager.ReshardAsync"/>.
    /// </summary>
    public bool ReshardAutomatically { get; set; } = true;

    /// <summary>Whether the number of shards follows what Discord recommends and requires.</summary>
    internal bool FollowsDiscord => this is { ReshardAutomatically: true, Total: null, Ids: null };

    /// <summary>
    /// The fewest shards that a start may resume in place of those it would have; null if it may not. A bot that gets no
    /// more while it runs gets them now, at the price of its sessions.
    /// </summary>
    internal int? FewestAsBefore(int recommended) => this is not { Total: null, Ids: null } ? null : ReshardAutomatically ? 1 : recommended;

    /// <summary>How often Discord is asked how many shards it recommends. Default: 1 hour; from 1 minute to a day.</summary>
    public TimeSpan ReshardCheckInterval { get; set; } = TimeSpan.FromHours(1);
}

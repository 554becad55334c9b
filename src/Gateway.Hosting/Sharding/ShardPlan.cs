using Gateway.Core;

namespace Gateway.Hosting.Sharding;

/// <summary>Which shards are to run in this process.</summary>
/// <param name="Total">How many shards the bot has in all.</param>
/// <param name="Ids">Those of this process, in the order in which they identify.</param>
/// <param name="IsRecommended">Whether the total is what Discord recommends.</param>
/// <param name="IsResumed">Whether it is another one, that of the sessions that are to be resumed.</param>
internal sealed record ShardPlan(int Total, IReadOnlyList<ShardId> Ids, bool IsRecommended, bool IsResumed)
{
    /// <param name="options">What is configured.</param>
    /// <param name="recommended">What Discord recommends.</param>
    /// <param name="before">The total of the sessions that can be resumed; null for none.</param>
    public static ShardPlan Make(ShardingOptions options, int recommended, int? before = null)
    {
        int total = options.Total ?? before ?? recommended;
        return new ShardPlan(
            total,
            options.Ids is { } ids ? [.. ids.Order().Select(id => new ShardId(id, total))] : ShardId.All(total),
            IsRecommended: options.Total is null && total == recommended,
            IsResumed: options.Total is null && total != recommended);
    }

    /// <summary>The plan in a few words, such as <c>4 shards (recommended)</c>.</summary>
    public override string ToString()
    {
        string count = Count(Ids.Count);
        return IsResumed ? $"{count} (as before)" : IsRecommended ? $"{count} (recommended)" : Ids.Count < Total ? $"{count} of {Total} (configured)" : $"{count} (configured)";
    }

    public static string Count(int shards) => shards == 1 ? "1 shard" : $"{shards} shards";
}

namespace Gateway.Testing;

/// <summary>A request for all members of a guild: one in 30 s for each guild.</summary>
internal sealed class MemberRequestBudget(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Dictionary<ulong, DateTimeOffset> _last = [];

    /// <summary>Null if the request may go on; otherwise how long to wait.</summary>
    public TimeSpan? Wait(ulong guildId)
    {
        var now = clock.GetUtcNow();
        if (_last.TryGetValue(guildId, out var last) && now - last < Window)
        {
            return last + Window - now;
        }

        _last[guildId] = now;
        return null;
    }
}

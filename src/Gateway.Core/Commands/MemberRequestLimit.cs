namespace Gateway.Core.Commands;

/// <summary>
/// Discord's limit on requests for all members of a guild: one in 30 seconds, or it drops the request and says RATE_LIMITED.
/// Not for several threads at once.
/// </summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#request-guild-members"/>.</remarks>
internal sealed class MemberRequestLimit
{
    /// <summary>Half a second more than Discord's: it counts from when a request arrives, not from when it was sent.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30.5);

    /// <summary>The longest pause that RATE_LIMITED is believed.</summary>
    public static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Snowflake, (TimeSpan NotBefore, QueuedCommand Last)> _guilds = [];

    /// <summary>How long until a guild may be asked about again; zero if it may be now.</summary>
    public TimeSpan WaitFor(Snowflake guild, TimeSpan now) =>
        _guilds.TryGetValue(guild, out var entry) && entry.NotBefore > now ? entry.NotBefore - now : TimeSpan.Zero;

    /// <summary>A request is on its way.</summary>
    public void Add(Snowflake guild, QueuedCommand request, TimeSpan now)
    {
        // What lies in the past limits nothing. A shard has some thousand guilds at most.
        foreach ((Snowflake past, (TimeSpan notBefore, _)) in _guilds)
        {
            if (notBefore <= now)
            {
                _guilds.Remove(past);
            }
        }

        _guilds[guild] = (now + Window, request);
    }

    /// <summary>Discord dropped a request. Returns it, if it was sent here and is to be sent again.</summary>
    public QueuedCommand? OnRateLimited(Snowflake guild, string? nonce, TimeSpan retryAfter, TimeSpan now)
    {
        if (!_guilds.TryGetValue(guild, out var entry))
        {
            return null;
        }

        _guilds[guild] = entry with { NotBefore = now + retryAfter };
        return ((RequestGuildMembers)entry.Last.Command).Nonce == nonce ? entry.Last : null;
    }
}

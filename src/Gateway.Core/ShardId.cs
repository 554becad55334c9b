using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gateway.Core;

/// <summary>Which part of a bot's guilds a shard serves: the <see cref="Id"/>th of <see cref="Total"/>.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway#sharding"/>.</remarks>
public readonly record struct ShardId : ISpanParsable<ShardId>, IComparable<ShardId>
{
    private readonly int _others; // Total - 1, so that default is the one shard of an unsharded bot

    /// <param name="id">From 0 to <paramref name="total"/> - 1.</param>
    /// <param name="total">How many shards the bot has; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ShardId(int id, int total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, total);
        Id = id;
        _others = total - 1;
    }

    /// <summary>From 0 to <see cref="Total"/> - 1.</summary>
    public int Id { get; }

    /// <summary>How many shards the bot has.</summary>
    public int Total => _others + 1;

    /// <summary>All shards of a bot, in the order in which they identify.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is less than 1.</exception>
    public static IReadOnlyList<ShardId> All(int total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        var all = new ShardId[total];
        for (int id = 0; id < total; id++)
        {
            all[id] = new ShardId(id, total);
        }

        return all;
    }

    /// <summary>The shard that serves a guild: <c>(guild_id &gt;&gt; 22) % total</c>.</summary>
    /// <param name="guildId">The guild.</param>
    /// <param name="total">How many shards the bot has; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is less than 1.</exception>
    public static ShardId OfGuild(Snowflake guildId, int total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        return new ShardId((int)((guildId.Value >> 22) % (ulong)total), total);
    }

    /// <summary>Reads <c>3/16</c>: shard 3 of 16.</summary>
    /// <exception cref="FormatException">The text is of another form, or a number is out of range.</exception>
    public static ShardId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out ShardId shard) ? shard : throw new FormatException($"'{s}' is not a shard id such as 3/16.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static ShardId Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <summary>Reads <c>3/16</c>, if the text is of that form.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ShardId result)
    {
        int slash = s.IndexOf('/');
        if (slash > 0
            && int.TryParse(s[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && int.TryParse(s[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int total)
            && id < total)
        {
            result = new ShardId(id, total);
            return true;
        }

        result = default;
        return false;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out ShardId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ShardId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <summary>Orders by total, then by id.</summary>
    public int CompareTo(ShardId other) => (Total, Id).CompareTo((other.Total, other.Id));

    /// <summary>The form <c>3/16</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}/{Total}");

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(ShardId left, ShardId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(ShardId left, ShardId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(ShardId left, ShardId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(ShardId left, ShardId right) => left.CompareTo(right) >= 0;
}

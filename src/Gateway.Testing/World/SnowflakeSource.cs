namespace Gateway.Testing;

/// <summary>Makes ids as Discord does: milliseconds since 2015 in the upper 42 bits, a counter below.</summary>
internal sealed class SnowflakeSource(TimeProvider clock)
{
    private const long DiscordEpoch = 1_420_070_400_000;

    // Guild i gets millisecond FirstGuild + i. The base is a multiple of every count up to 16, of 32 and of 64, so
    // guild i lives on shard i % count for those counts. It lies in the year 2020.
    private const ulong FirstGuild = 2_882_880UL * 60_000;

    private ulong _guilds;
    private ulong _last;

    public ulong NextGuild() => (FirstGuild + _guilds++) << 22;

    public ulong Next()
    {
        // A clock set before 2015 (a test's own clock may start anywhere) still makes rising ids.
        long since = Math.Max(0, clock.GetUtcNow().ToUnixTimeMilliseconds() - DiscordEpoch);
        ulong now = ((ulong)since << 22) | (1UL << 17);
        _last = Math.Max(now, _last + 1);
        return _last;
    }
}

using System.Globalization;

namespace Gateway.Chaos.Tests;

/// <summary>How long a soak goes on, and what chance follows from. The environment makes it longer, or repeats a seed.</summary>
internal static class Settings
{
    /// <summary><c>SOAK_SEED</c>: repeats what a seed did. Without it, every run has a seed of its own, which a failure names.</summary>
    public static int Seed { get; } = Read("SOAK_SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : Environment.ProcessId;

    /// <summary><c>SOAK_DAYS</c>: days of virtual time. Default 7.</summary>
    public static TimeSpan Virtual { get; } = TimeSpan.FromDays(Read("SOAK_DAYS") is { } days ? double.Parse(days, CultureInfo.InvariantCulture) : 7);

    /// <summary><c>SOAK_SECONDS</c>: seconds of real time over real sockets. Default 10.</summary>
    public static TimeSpan Real { get; } = TimeSpan.FromSeconds(Read("SOAK_SECONDS") is { } seconds ? double.Parse(seconds, CultureInfo.InvariantCulture) : 10);

    /// <summary><c>FLEET_SHARDS</c>: how many shards a fleet starts with. Default 1,000.</summary>
    public static int FleetShards { get; } = Read("FLEET_SHARDS") is { } shards ? int.Parse(shards, CultureInfo.InvariantCulture) : 1000;

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

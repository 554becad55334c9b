using Gateway.Testing;

namespace Gateway.Chaos.Tests;

/// <summary>What only the simulated Discord itself knows.</summary>
internal static class SimulatedDiscordExtensions
{
    /// <summary>The last event that was given out in the session each shard is on.</summary>
    public static Dictionary<int, long> LastSequences(this SimulatedDiscord discord)
    {
        lock (discord.Simulation.Gate)
        {
            return discord.Simulation.Sessions.All
                .Where(static session => session.Connection is not null)
                .ToDictionary(static session => session.ShardId, static session => session.Sequence);
        }
    }
}

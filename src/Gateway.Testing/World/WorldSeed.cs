namespace Gateway.Testing;

/// <summary>
/// The world the simulator starts with. If nothing is said about guilds, it holds the guild <c>Harbour</c> with the channels
/// <c>general</c> and <c>Lounge</c> (voice) and the members <c>mira</c> and <c>tobias</c>.
/// </summary>
public sealed class WorldSeed
{
    internal WorldSeed()
    {
    }

    /// <summary>What made-up names follow from. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Whether anything was said about guilds.</summary>
    internal bool IsChosen { get; private set; }

    internal List<GuildSeed> GuildList { get; } = [];

    /// <summary>Adds a guild.</summary>
    /// <param name="name">Its name, by which <see cref="SimulatedDiscord.Guild(string)"/> finds it.</param>
    /// <param name="configure">Adds what it holds; null for one text channel, <c>general</c>, and the bot alone.</param>
    public WorldSeed Guild(string name, Action<GuildSeed>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var guild = new GuildSeed(name);
        configure?.Invoke(guild);
        GuildList.Add(guild);
        IsChosen = true;
        return this;
    }

    /// <summary>Adds guilds called <c>Guild 0</c>, <c>Guild 1</c> and so on, each with the channel <c>general</c>.</summary>
    /// <param name="count">How many. 0 for a bot that is in no guild.</param>
    /// <param name="members">Members with made-up names in each, besides the bot. Default 2.</param>
    public WorldSeed Guilds(int count, int members = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        IsChosen = true;
        for (int i = 0; i < count; i++)
        {
            Guild($"Guild {i}", guild => guild.Members(members));
        }

        return this;
    }
}

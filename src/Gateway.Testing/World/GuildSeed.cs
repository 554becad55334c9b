namespace Gateway.Testing;

/// <summary>What a guild holds when the simulator starts.</summary>
public sealed class GuildSeed
{
    internal GuildSeed(string name) => Name = name;

    internal string Name { get; }

    internal ulong? Id { get; private set; }

    internal List<(string Name, ChannelKind Kind)> ChannelList { get; } = [];

    internal List<string> SoundList { get; } = [];

    internal List<string> RoleList { get; } = [];

    internal List<(string Name, string[] Roles)> MemberList { get; } = [];

    internal int Crowd { get; private set; }

    internal bool IsUnavailable { get; private set; }

    /// <summary>
    /// Gives the guild this id, and with it its shard: <c>(id &gt;&gt; 22) % count</c>. Without it, the n-th guild
    /// (from 0) lives on shard <c>n % count</c> for every count up to 16, for 32 and for 64.
    /// </summary>
    public GuildSeed WithId(ulong id)
    {
        Id = id;
        return this;
    }

    /// <summary>Adds a text channel. A guild without any gets <c>general</c>.</summary>
    public GuildSeed Channel(string name) => Channel(name, ChannelKind.Text);

    /// <summary>Adds a voice channel.</summary>
    public GuildSeed VoiceChannel(string name) => Channel(name, ChannelKind.Voice);

    /// <summary>Adds a channel of any kind but a thread.</summary>
    public GuildSeed Channel(string name, ChannelKind kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ChannelList.Add((name, kind));
        return this;
    }

    /// <summary>Adds a sound to the soundboard.</summary>
    public GuildSeed Sound(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        SoundList.Add(name);
        return this;
    }

    /// <summary>Adds a role.</summary>
    public GuildSeed Role(string name)
    {
        RoleList.Add(name);
        return this;
    }

    /// <summary>Adds a member. The same name in two guilds is the same person. Roles not yet named are added.</summary>
    public GuildSeed Member(string name, params string[] roles)
    {
        MemberList.Add((name, roles));
        foreach (string role in roles.Except(RoleList).ToArray())
        {
            RoleList.Add(role);
        }

        return this;
    }

    /// <summary>Adds this many members with made-up names: the same for the same <see cref="WorldSeed.Seed"/>.</summary>
    public GuildSeed Members(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Crowd += count;
        return this;
    }

    /// <summary>Starts the guild in an outage: READY has its stub, and a GUILD_DELETE with <c>unavailable: true</c> follows.</summary>
    public GuildSeed Unavailable()
    {
        IsUnavailable = true;
        return this;
    }
}

namespace Gateway.Testing;

/// <summary>A guild the bot is in. Its changes go out as events to every session that ought to see them.</summary>
public sealed class SimulatedGuild
{
    private readonly Dictionary<ulong, SimulatedMember> _members = [];
    private readonly Dictionary<string, SimulatedMember> _membersByName = new(StringComparer.Ordinal);

    internal SimulatedGuild(Simulation simulation, ulong id, string name, DateTimeOffset now)
    {
        Simulation = simulation;
        Id = id;
        Name = name;
        RoleList.Add(new SimulatedRole(id, "@everyone", 0, GuildPayload.EveryonePermissions));
        Self = new SimulatedMember(Simulation, this, simulation.Bot, now) { Status = "online" };
        _members[Self.Id] = Self;
    }

    /// <summary>The guild's id; its shard is <c>(id &gt;&gt; 22) % count</c>.</summary>
    public ulong Id { get; }

    /// <summary>The guild's name.</summary>
    public string Name { get; internal set; }

    /// <summary>How many members it has, with the bot.</summary>
    public int MemberCount
    {
        get
        {
            lock (Simulation.Gate)
            {
                return _members.Count;
            }
        }
    }

    /// <summary>The members, the bot left out.</summary>
    public IReadOnlyList<SimulatedMember> Members
    {
        get
        {
            lock (Simulation.Gate)
            {
                return [.. _membersByName.Values];
            }
        }
    }

    /// <summary>Whether it is in an outage.</summary>
    public bool IsUnavailable { get; internal set; }

    internal Simulation Simulation { get; }

    internal SimulatedMember Self { get; }

    internal List<SimulatedRole> RoleList { get; } = [];

    internal List<SimulatedChannel> ChannelList { get; } = [];

    /// <summary>The threads that are not archived.</summary>
    internal IEnumerable<SimulatedChannel> ActiveThreads => ChannelList.SelectMany(static channel => channel.Threads).Where(static thread => !thread.Thread!.IsArchived);

    internal List<SimulatedSound> SoundList { get; } = [];

    internal List<SimulatedEmoji> EmojiList { get; } = [];

    internal List<SimulatedStage> Stages { get; } = [];

    internal List<SimulatedScheduledEvent> ScheduledEvents { get; } = [];

    internal IReadOnlyCollection<SimulatedMember> MemberList => _members.Values;

    internal HashSet<SimulatedMember> InVoice { get; } = [];

    internal ulong OwnerId => _membersByName.Count > 0 ? _membersByName.First().Value.Id : Self.Id;

    /// <summary>The channel of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public SimulatedChannel Channel(string name)
    {
        lock (Simulation.Gate)
        {
            return ChannelList.FirstOrDefault(channel => channel.Name == name)
                ?? throw Missing("channel", name, ChannelList.Select(static channel => channel.Name));
        }
    }

    /// <summary>The member of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public SimulatedMember Member(string name)
    {
        lock (Simulation.Gate)
        {
            return _membersByName.GetValueOrDefault(name)
                ?? throw Missing("member", name, _membersByName.Keys.Take(20));
        }
    }

    /// <summary>The role of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public SimulatedRole Role(string name)
    {
        lock (Simulation.Gate)
        {
            return RoleList.FirstOrDefault(role => role.Name == name)
                ?? throw Missing("role", name, RoleList.Select(static role => role.Name));
        }
    }

    /// <summary>Somebody joins: GUILD_MEMBER_ADD.</summary>
    public Task<SimulatedMember> AddMemberAsync(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (Simulation.Gate)
        {
            var member = PlantMember(Simulation.World.Person(name), online: true, []);
            Simulation.Publish(new Dispatch("GUILD_MEMBER_ADD", Id, Json.Write(json => MemberPayload.WriteEvent(json, member))));
            return Task.FromResult(member);
        }
    }

    /// <summary>An outage begins: GUILD_DELETE with <c>unavailable: true</c>.</summary>
    public Task BecomesUnavailableAsync()
    {
        lock (Simulation.Gate)
        {
            IsUnavailable = true;
            Simulation.Publish(new Dispatch("GUILD_DELETE", Id, Json.Write(json => GuildPayload.WriteStub(json, Id, unavailable: true))));
        }

        return Task.CompletedTask;
    }

    /// <summary>The outage ends: GUILD_CREATE with everything.</summary>
    public Task RecoversAsync()
    {
        lock (Simulation.Gate)
        {
            IsUnavailable = false;
            Simulation.PublishGuildCreate(this);
        }

        return Task.CompletedTask;
    }

    /// <summary>The bot is thrown out: GUILD_DELETE without <c>unavailable</c>.</summary>
    public Task RemovesBotAsync()
    {
        lock (Simulation.Gate)
        {
            Simulation.World.Remove(this);
            Simulation.Publish(new Dispatch("GUILD_DELETE", Id, Json.Write(json => GuildPayload.WriteStub(json, Id, unavailable: false))));
        }

        return Task.CompletedTask;
    }

    internal SimulatedMember? FindMember(ulong id) => _members.GetValueOrDefault(id);

    internal SimulatedChannel FirstChannel(ChannelKind kind) =>
        ChannelList.FirstOrDefault(channel => channel.Kind == kind)
        ?? throw new InvalidOperationException($"The guild {Name} has no {kind} channel.");

    internal SimulatedRole PlantRole(string name)
    {
        var role = new SimulatedRole(Simulation.Ids.Next(), name, RoleList.Count, permissions: 0);
        RoleList.Add(role);
        return role;
    }

    internal SimulatedChannel PlantChannel(string name, ChannelKind kind)
    {
        var channel = new SimulatedChannel(Simulation.Ids.Next(), name, kind, this, ChannelList.Count);
        ChannelList.Add(channel);
        return channel;
    }

    internal SimulatedMember PlantMember(User user, bool online, IReadOnlyList<string> roles)
    {
        if (_members.TryGetValue(user.Id, out var known))
        {
            return known;
        }

        var member = new SimulatedMember(Simulation, this, user, Simulation.Clock.GetUtcNow()) { Status = online ? "online" : "offline" };
        member.Roles.AddRange(roles.Select(name => RoleList.First(role => role.Name == name)));
        _members[user.Id] = member;
        _membersByName[user.Username] = member;
        return member;
    }

    internal void Remove(SimulatedMember member)
    {
        _members.Remove(member.Id);
        _membersByName.Remove(member.Name);
        InVoice.Remove(member);
    }

    private KeyNotFoundException Missing(string what, string name, IEnumerable<string> known) =>
        new($"The guild {Name} has no {what} called {name}. It has: {string.Join(", ", known)}.");
}

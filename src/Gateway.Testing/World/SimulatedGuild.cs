namespace Gateway.Testing;

/// <summary>A guild the bot is in. Its changes go out as events to every session that ought to see them.</summary>
public sealed class SimulatedGuild
{
    private readonly Simulation _simulation;
    private readonly Dictionary<ulong, SimulatedMember> _members = [];
    private readonly Dictionary<string, SimulatedMember> _membersByName = new(StringComparer.Ordinal);

    internal SimulatedGuild(Simulation simulation, ulong id, string name, DateTimeOffset now)
    {
        _simulation = simulation;
        Id = id;
        Name = name;
        RoleList.Add(new SimulatedRole(id, "@everyone", 0, GuildPayload.EveryonePermissions));
        Self = new SimulatedMember(_simulation, this, simulation.Bot, now) { Status = "online" };
        _members[Self.Id] = Self;
    }

    /// <summary>The guild's id; its shard is <c>(id &gt;&gt; 22) % count</c>.</summary>
    public ulong Id { get; }

    /// <summary>The guild's name.</summary>
    public string Name { get; }

    /// <summary>How many members it has, with the bot.</summary>
    public int MemberCount
    {
        get
        {
            lock (_simulation.Gate)
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
            lock (_simulation.Gate)
            {
                return [.. _membersByName.Values];
            }
        }
    }

    /// <summary>Whether it is in an outage.</summary>
    public bool IsUnavailable { get; internal set; }

    internal SimulatedMember Self { get; }

    internal List<SimulatedRole> RoleList { get; } = [];

    internal List<SimulatedChannel> ChannelList { get; } = [];

    internal IReadOnlyCollection<SimulatedMember> MemberList => _members.Values;

    internal HashSet<SimulatedMember> InVoice { get; } = [];

    internal ulong OwnerId => _membersByName.Count > 0 ? _membersByName.First().Value.Id : Self.Id;

    /// <summary>The channel of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public SimulatedChannel Channel(string name)
    {
        lock (_simulation.Gate)
        {
            return ChannelList.FirstOrDefault(channel => channel.Name == name)
                ?? throw Missing("channel", name, ChannelList.Select(static channel => channel.Name));
        }
    }

    /// <summary>The member of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public SimulatedMember Member(string name)
    {
        lock (_simulation.Gate)
        {
            return _membersByName.GetValueOrDefault(name)
                ?? throw Missing("member", name, _membersByName.Keys.Take(20));
        }
    }

    /// <summary>The role of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public SimulatedRole Role(string name)
    {
        lock (_simulation.Gate)
        {
            return RoleList.FirstOrDefault(role => role.Name == name)
                ?? throw Missing("role", name, RoleList.Select(static role => role.Name));
        }
    }

    /// <summary>Somebody joins: GUILD_MEMBER_ADD.</summary>
    public Task<SimulatedMember> AddMemberAsync(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_simulation.Gate)
        {
            var member = PlantMember(_simulation.World.Person(name), online: true, []);
            _simulation.Publish(new Dispatch("GUILD_MEMBER_ADD", Id, Json.Write(json => MemberPayload.WriteEvent(json, member))));
            return Task.FromResult(member);
        }
    }

    /// <summary>A channel is made: CHANNEL_CREATE.</summary>
    public Task<SimulatedChannel> AddChannelAsync(string name, ChannelKind kind = ChannelKind.Text)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_simulation.Gate)
        {
            var channel = PlantChannel(name, kind);
            _simulation.World.Add(channel);
            _simulation.Publish(new Dispatch("CHANNEL_CREATE", Id, Json.Write(json => ChannelPayload.Write(json, channel, withGuild: true))));
            return Task.FromResult(channel);
        }
    }

    /// <summary>An outage begins: GUILD_DELETE with <c>unavailable: true</c>.</summary>
    public Task BecomesUnavailableAsync()
    {
        lock (_simulation.Gate)
        {
            IsUnavailable = true;
            _simulation.Publish(new Dispatch("GUILD_DELETE", Id, Json.Write(json => GuildPayload.WriteStub(json, Id, unavailable: true))));
        }

        return Task.CompletedTask;
    }

    /// <summary>The outage ends: GUILD_CREATE with everything.</summary>
    public Task RecoversAsync()
    {
        lock (_simulation.Gate)
        {
            IsUnavailable = false;
            _simulation.PublishGuildCreate(this);
        }

        return Task.CompletedTask;
    }

    /// <summary>The bot is thrown out: GUILD_DELETE without <c>unavailable</c>.</summary>
    public Task RemovesBotAsync()
    {
        lock (_simulation.Gate)
        {
            _simulation.World.Remove(this);
            _simulation.Publish(new Dispatch("GUILD_DELETE", Id, Json.Write(json => GuildPayload.WriteStub(json, Id, unavailable: false))));
        }

        return Task.CompletedTask;
    }

    internal SimulatedMember? FindMember(ulong id) => _members.GetValueOrDefault(id);

    internal SimulatedChannel FirstChannel(ChannelKind kind) =>
        ChannelList.FirstOrDefault(channel => channel.Kind == kind)
        ?? throw new InvalidOperationException($"The guild {Name} has no {kind} channel.");

    internal SimulatedRole PlantRole(string name)
    {
        var role = new SimulatedRole(_simulation.Ids.Next(), name, RoleList.Count, permissions: 0);
        RoleList.Add(role);
        return role;
    }

    internal SimulatedChannel PlantChannel(string name, ChannelKind kind)
    {
        var channel = new SimulatedChannel(_simulation.Ids.Next(), name, kind, this, ChannelList.Count);
        ChannelList.Add(channel);
        return channel;
    }

    internal SimulatedMember PlantMember(User user, bool online, IReadOnlyList<string> roles)
    {
        if (_members.TryGetValue(user.Id, out var known))
        {
            return known;
        }

        var member = new SimulatedMember(_simulation, this, user, _simulation.Clock.GetUtcNow()) { Status = online ? "online" : "offline" };
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

using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway.Testing;

/// <summary>Everything Discord knows. Read and changed only under <see cref="Simulation.Gate"/>.</summary>
internal sealed partial class World
{
    private readonly Simulation _simulation;
    private readonly Dictionary<ulong, SimulatedGuild> _guilds = [];
    private readonly Dictionary<ulong, SimulatedChannel> _channels = [];
    private readonly Dictionary<ulong, SimulatedMessage> _messages = [];
    private readonly Dictionary<string, SimulatedInteraction> _interactions = [];
    private readonly Dictionary<string, User> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, User> _peopleById = [];
    private readonly NameSource _names;

    public World(Simulation simulation, WorldSeed seed)
    {
        _simulation = simulation;
        _names = new NameSource(seed.Seed);
        _peopleById[Bot.Id] = Bot;
        IReadOnlyList<GuildSeed> guilds = seed.IsChosen
            ? seed.GuildList
            : [new GuildSeed("Harbour").Channel("general").VoiceChannel("Lounge").Member("mira").Member("tobias")];
        foreach (var guild in guilds)
        {
            Plant(guild);
        }
    }

    public User Bot => _simulation.Bot;

    public SnowflakeSource Ids => _simulation.Ids;

    public IReadOnlyCollection<SimulatedGuild> Guilds => _guilds.Values;

    /// <summary>What the bot wrote, oldest first.</summary>
    public List<SimulatedMessage> MessagesOfBot { get; } = [];

    public SimulatedGuild? FindGuild(ulong id) => _guilds.GetValueOrDefault(id);

    public SimulatedGuild? FindGuild(string name) => _guilds.Values.FirstOrDefault(guild => guild.Name == name);

    public SimulatedChannel? FindChannel(ulong id) => _channels.GetValueOrDefault(id);

    public SimulatedMessage? FindMessage(ulong id) => _messages.GetValueOrDefault(id);

    public SimulatedInteraction? FindInteraction(string token) => _interactions.GetValueOrDefault(token);

    public User Person(string name)
    {
        if (!_people.TryGetValue(name, out var user))
        {
            user = new User { Id = Ids.Next(), Username = name, GlobalName = name };
            _people[name] = user;
            _peopleById[user.Id] = user;
        }

        return user;
    }

    public User Stranger()
    {
        var user = new User { Id = Ids.Next(), Username = _names.Next() };
        _peopleById[user.Id] = user;
        return user;
    }

    public SimulatedGuild Plant(GuildSeed seed)
    {
        var guild = new SimulatedGuild(_simulation, seed.Id ?? Ids.NextGuild(), seed.Name, _simulation.Clock.GetUtcNow())
        {
            IsUnavailable = seed.IsUnavailable,
        };
        if (!_guilds.TryAdd(guild.Id, guild))
        {
            throw new ArgumentException($"There is a guild with the id {guild.Id} already.", nameof(seed));
        }

        foreach (string role in seed.RoleList)
        {
            guild.PlantRole(role);
        }

        IReadOnlyList<(string Name, ChannelKind Kind)> channels = seed.ChannelList;
        if (channels.All(channel => channel.Kind != ChannelKind.Text))
        {
            channels = [("general", ChannelKind.Text), .. channels];
        }

        foreach (var (name, kind) in channels)
        {
            Add(guild.PlantChannel(name, kind));
        }

        guild.SoundList.AddRange(seed.SoundList.Select(name => new SimulatedSound(Ids.Next(), name)));
        foreach (var (name, roles) in seed.MemberList)
        {
            guild.PlantMember(Person(name), online: true, roles);
        }

        for (int i = 0; i < seed.Crowd; i++)
        {
            // One in three is online, as in a lively guild.
            guild.PlantMember(Stranger(), online: i % 3 == 0, []);
        }

        return guild;
    }

    public void Remove(SimulatedGuild guild)
    {
        _guilds.Remove(guild.Id);
        foreach (var channel in guild.ChannelList)
        {
            _channels.Remove(channel.Id);
        }
    }

    public void Remove(SimulatedChannel channel) => _channels.Remove(channel.Id);

    public void Add(SimulatedChannel channel) => _channels[channel.Id] = channel;

    public void Add(SimulatedMessage message)
    {
        _messages[message.Id] = message;
        message.Channel.LastMessageId = message.Id;
        if (message.Channel.Thread is { } thread)
        {
            thread.Messages++;
            thread.MessagesEver++;
        }

        if (message.Author == Bot)
        {
            MessagesOfBot.Add(message);
        }
    }

    public void Add(SimulatedInteraction interaction) => _interactions[interaction.Token] = interaction;

    /// <summary>The channel between a person and the bot.</summary>
    public SimulatedChannel DirectMessages(User person)
    {
        if (person.DirectMessages is null)
        {
            person.DirectMessages = new SimulatedChannel(Ids.Next(), "", ChannelKind.DirectMessage, guild: null, position: 0) { Recipient = person };
            Add(person.DirectMessages);
        }

        return person.DirectMessages;
    }

    public User? FindUser(ulong id) => _peopleById.GetValueOrDefault(id);

    public IEnumerable<User> Mentioned(SimulatedMessage message)
    {
        var ids = UserMention().Matches(message.Content).Select(static match => Parse(match));
        if (message.ReferencedMessageId is { } id && FindMessage(id) is { } answered)
        {
            ids = ids.Append(answered.AuthorId);
        }

        return ids.Distinct().Select(FindUser).OfType<User>();
    }

    public static IEnumerable<ulong> MentionedRoles(SimulatedMessage message) =>
        RoleMention().Matches(message.Content).Select(static match => Parse(match)).Distinct();

    private static ulong Parse(Match match) => ulong.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("<@!?([0-9]{1,19})>")]
    private static partial Regex UserMention();

    [GeneratedRegex("<@&([0-9]{1,19})>")]
    private static partial Regex RoleMention();
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>The state of one simulated Discord, and what happens in it. All of it is guarded by one lock, <see cref="Gate"/>.</summary>
internal sealed class Simulation
{
    private readonly Dictionary<string, ulong> _commands = new(StringComparer.Ordinal);
    private readonly List<string> _tokens = [];

    public Simulation(SimulatedDiscordOptions options)
    {
        Options = options;
        Clock = options.TimeProvider;
        Quirks = options.Quirks;
        Recorder = new Recorder(Clock, options.RecordLimit);
        Ids = new SnowflakeSource(Clock);
        Bot = new User { Id = Ids.Next(), Username = "LighthouseBot", Discriminator = "4821", IsBot = true };
        Sessions = new SessionStore(Clock, options.SessionLifetime);
        Windows = new IdentifyWindows(Clock);
        Starts = new SessionStarts(Clock, options.SessionStartTotal, options.SessionStartWindow);
        MemberRequests = new MemberRequestBudget(Clock);
        World = new World(this, options.World);
        Faults = new FaultPlan(this);
        MainHost = new HostScope(this, "main host");
        ResumeHost = new HostScope(this, "resume host");
        Token = options.Token ?? MakeToken();
        _tokens.Add(Token);
    }

    /// <summary>Guards the world, the sessions, the faults and the state of every connection.</summary>
    public Lock Gate { get; } = new();

    public SimulatedDiscordOptions Options { get; }

    public TimeProvider Clock { get; }

    public Recorder Recorder { get; }

    public SnowflakeSource Ids { get; }

    public World World { get; }

    public SessionStore Sessions { get; }

    public IdentifyWindows Windows { get; }

    public SessionStarts Starts { get; }

    public MemberRequestBudget MemberRequests { get; }

    public FaultPlan Faults { get; }

    public List<RequestFault> RequestFaults { get; } = [];

    public List<GatewayConnection> OpenConnections { get; } = [];

    public User Bot { get; }

    public string Token { get; private set; }

    public int TokenResets => _tokens.Count - 1;

    public Quirks Quirks { get; set; }

    public HostScope MainHost { get; }

    public HostScope ResumeHost { get; }

    /// <summary>More session starts than the budget has: every session ends, and the token with them.</summary>
    public void ResetToken()
    {
        Token = MakeToken();
        _tokens.Add(Token);
        foreach (var session in Sessions.All.ToArray())
        {
            Sessions.Remove(session);
        }

        foreach (var connection in OpenConnections.Where(static connection => connection.Session is not null).ToArray())
        {
            connection.Close(CloseCode.AuthenticationFailed, "The token was reset.");
        }
    }

    public void Publish(Dispatch dispatch)
    {
        Sessions.Publish(dispatch);
        Recorder.Changed.Beat();
    }

    public void PublishGuildCreate(SimulatedGuild guild)
    {
        foreach (var session in Sessions.All)
        {
            if (session.Has(Intents.Guilds) && session.IsOnShardOf(guild.Id))
            {
                session.Publish("GUILD_CREATE", GuildCreateFor(session, guild));
            }
        }
    }

    public static byte[] GuildCreateFor(Session session, SimulatedGuild guild) =>
        Json.Write(json => GuildPayload.WriteCreate(json, guild, session.Has(Intents.GuildPresences), session.LargeThreshold));

    /// <summary>Somebody writes a message.</summary>
    public SimulatedMessage Write(SimulatedChannel channel, User author, string text, ulong? replyTo)
    {
        var message = new SimulatedMessage(Ids.Next(), channel, author, text, Clock.GetUtcNow()) { ReferencedMessageId = replyTo };
        Post(message);
        return message;
    }

    /// <summary>A message comes to be, whoever wrote it.</summary>
    public void Post(SimulatedMessage message)
    {
        World.Add(message);
        PublishMessage("MESSAGE_CREATE", message);
    }

    public void Edit(SimulatedMessage message, string text)
    {
        message.Content = text;
        message.EditedAt = Clock.GetUtcNow();
        PublishMessage("MESSAGE_UPDATE", message);
    }

    public void Delete(SimulatedMessage message)
    {
        message.IsDeleted = true;
        var guild = message.IsEphemeral ? null : message.Channel.Guild;
        Publish(new Dispatch("MESSAGE_DELETE", guild?.Id, Json.WriteObject(json =>
        {
            json.Id("id", message.Id);
            json.Id("channel_id", message.Channel.Id);
            if (guild is not null)
            {
                json.Id("guild_id", guild.Id);
            }
        })));
    }

    public SimulatedInteraction Interact(int type, SimulatedChannel channel, User invoker, SimulatedMessage? source, Action<Utf8JsonWriter> data)
    {
        ulong id = Ids.Next();
        string token = "interaction." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Text(id))));
        var interaction = new SimulatedInteraction(id, token, type, channel, invoker, Clock.GetUtcNow()) { Source = source };
        World.Add(interaction);
        Publish(new Dispatch("INTERACTION_CREATE", channel.Guild?.Id, Json.Write(json => InteractionPayload.Write(json, World, interaction, data))));
        return interaction;
    }

    public ulong CommandId(string command)
    {
        if (!_commands.TryGetValue(command, out ulong id))
        {
            _commands[command] = id = Ids.Next();
        }

        return id;
    }

    public void Type(SimulatedChannel channel, User user)
    {
        var guild = channel.Guild;
        Publish(new Dispatch("TYPING_START", guild?.Id, Json.WriteObject(json =>
        {
            json.Id("channel_id", channel.Id);
            if (guild is not null)
            {
                json.Id("guild_id", guild.Id);
            }

            json.Id("user_id", user.Id);
            json.WriteNumber("timestamp", Clock.GetUtcNow().ToUnixTimeSeconds());
            if (guild?.FindMember(user.Id) is { } member)
            {
                json.WritePropertyName("member");
                MemberPayload.Write(json, member);
            }
        })));
    }

    public void React(SimulatedMessage message, User user, string emoji, bool added)
    {
        var guild = message.Channel.Guild;
        Publish(new Dispatch(added ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE", guild?.Id, Json.WriteObject(json =>
        {
            json.Id("user_id", user.Id);
            json.Id("channel_id", message.Channel.Id);
            json.Id("message_id", message.Id);
            if (guild is not null)
            {
                json.Id("guild_id", guild.Id);
            }

            if (added && guild?.FindMember(user.Id) is { } member)
            {
                json.WritePropertyName("member");
                MemberPayload.Write(json, member);
            }

            json.WriteStartObject("emoji");
            json.WriteNull("id");
            json.WriteString("name", emoji);
            json.WriteEndObject();
            if (added)
            {
                json.Id("message_author_id", message.AuthorId);
            }

            json.WriteBoolean("burst", false);
            json.WriteNumber("type", 0);
        })));
    }

    public VoiceState MoveInVoice(SimulatedMember member, ulong? channelId, bool selfMute, bool selfDeaf)
    {
        string session = member.Voice?.SessionId ?? Guid.NewGuid().ToString("N");
        var state = new VoiceState(channelId, session, selfMute, selfDeaf);
        if (channelId is null)
        {
            member.Voice = null;
            member.Guild.InVoice.Remove(member);
        }
        else
        {
            member.Voice = state;
            member.Guild.InVoice.Add(member);
        }

        Publish(new Dispatch("VOICE_STATE_UPDATE", member.Guild.Id, Json.Write(json => VoicePayload.WriteState(json, member, state, insideGuild: false))));
        return state;
    }

    /// <summary>Waits until <paramref name="probe"/>, asked under the gate, finds something.</summary>
    /// <exception cref="ExpectationException">It found nothing in time.</exception>
    public async Task<T> UntilAsync<T>(Func<T?> probe, Func<string> expected, TimeSpan? within)
        where T : class
    {
        var patience = within ?? Options.Patience;
        // The patience of a test is real time, whatever clock drives the simulation.
        using var timeout = new CancellationTokenSource(patience, TimeProvider.System);
        try
        {
            while (true)
            {
                var next = Recorder.Changed.Next();
                lock (Gate)
                {
                    if (probe() is { } found)
                    {
                        return found;
                    }
                }

                await next.WaitAsync(timeout.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new ExpectationException(expected(), patience, WriteTranscript());
        }
    }

    /// <summary>Waits until the condition, asked under the gate, holds; returns early when cancelled.</summary>
    public async Task WaitAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var next = Recorder.Changed.Next();
            lock (Gate)
            {
                if (condition())
                {
                    return;
                }
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public string WriteTranscript()
    {
        string[] notes;
        string[] secrets;
        lock (Gate)
        {
            notes = [.. Faults.Notes];
            secrets = [.. _tokens];
        }

        return Transcript.Write(Recorder, secrets, notes);
    }

    private void PublishMessage(string name, SimulatedMessage message)
    {
        var guild = message.IsEphemeral ? null : message.Channel.Guild;
        bool always = message.Author == World.Bot || guild is null || World.Mentioned(message).Contains(World.Bot);
        Publish(new Dispatch(name, guild?.Id, Json.Write(json => MessagePayload.Write(json, World, message, asEvent: true)))
        {
            WithoutContent = always ? null : Json.Write(json => MessagePayload.Write(json, World, message, asEvent: true, withContent: false)),
        });
    }

    private string MakeToken()
    {
        string id = Convert.ToBase64String(Encoding.ASCII.GetBytes(Json.Text(Bot.Id))).TrimEnd('=');
        return $"{id}.SimulatedBot.{Guid.NewGuid():N}";
    }
}

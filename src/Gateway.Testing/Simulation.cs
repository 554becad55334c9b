using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Testing;

/// <summary>The state of one simulated Discord, and what happens in it. All of it is guarded by one lock, <see cref="Gate"/>.</summary>
internal sealed class Simulation
{
    private readonly List<string> _tokens = [];

    public Simulation(SimulatedDiscordOptions options)
    {
        Options = options;
        Clock = options.TimeProvider;
        Quirks = options.Quirks;
        Recorder = new Recorder(Clock, options.RecordLimit);
        Ids = new SnowflakeSource(Clock);
        Secrets = new SecretSource(options.World.Seed, Clock);
        Bot = new User { Id = Ids.Next(), Username = "LighthouseBot", Discriminator = "4821", IsBot = true };
        Sessions = new SessionStore(Clock, options.SessionLifetime);
        Windows = new IdentifyWindows(Clock);
        Starts = new SessionStarts(Clock, options.SessionStartTotal, options.SessionStartWindow);
        MemberRequests = new MemberRequestBudget(Clock);
        World = new World(this, options.World);
        Happenings = new Happenings(this);
        Threads = new ThreadHappenings(this);
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

    public SecretSource Secrets { get; }

    public World World { get; }

    public Happenings Happenings { get; }

    public ThreadHappenings Threads { get; }

    public SessionStore Sessions { get; }

    public IdentifyWindows Windows { get; }

    public SessionStarts Starts { get; }

    public MemberRequestBudget MemberRequests { get; }

    public FaultPlan Faults { get; }

    public List<RequestFault> RequestFaults { get; } = [];

    public List<GatewayConnection> OpenConnections { get; } = [];

    /// <summary>Whether nothing is on its way to any client. Read under the gate.</summary>
    public bool IsQuiet => OpenConnections.TrueForAll(static connection => connection.IsIdle);

    public User Bot { get; }

    public string Token { get; private set; }

    public int TokenResets => _tokens.Count - 1;

    public Quirks Quirks { get; set; }

    /// <summary>The <c>shards</c> of <c>GET /gateway/bot</c>.</summary>
    public int RecommendedShards
    {
        get
        {
            int multiple = Options.ShardCountMultiple;
            return Options.RecommendedShards ?? (Math.Max(1, (World.Guilds.Count + 999) / 1000) + multiple - 1) / multiple * multiple;
        }
    }

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

    /// <summary>The bot's status and activities in the guilds of a session's shard, as those who look from now on see them.</summary>
    public void ShowPresence(Session session, JsonElement presence)
    {
        string status = presence.String("status")!;
        var activities = JsonArray.Create(presence.GetProperty("activities")) ?? [];
        foreach (var guild in World.Guilds.Where(guild => session.IsOnShardOf(guild.Id)))
        {
            guild.Self.Status = status == "invisible" ? "offline" : status;
            guild.Self.Activities = activities;
        }
    }

    /// <summary>Publishes an event, whose payload's members are given.</summary>
    public void Tell(string name, ulong? guildId, Action<Utf8JsonWriter> members) => Publish(new Dispatch(name, guildId, Json.WriteObject(members)));

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

    private string MakeToken()
    {
        string id = Convert.ToBase64String(Encoding.ASCII.GetBytes(Json.Text(Bot.Id))).TrimEnd('=');
        return $"{id}.SimulatedBot.{Secrets.Next()}";
    }
}

using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>
/// A Discord of one's own: HTTP and gateway on loopback, a world with people in it, and faults on demand.
/// </summary>
/// <remarks>
/// It keeps to the rules of Discord's documentation
/// (<see href="https://docs.discord.com/developers/events/gateway"/>) and knows nothing of the client under test.
/// Every member is safe to call from any thread. What a member of the world does is sent to the sessions that are
/// there at that moment: wait for <see cref="Expectations.WhenReadyAsync"/> first.
/// </remarks>
public sealed class SimulatedDiscord : IAsyncDisposable
{
    private readonly Simulation _simulation;
    private readonly SimulationServer _server;

    private SimulatedDiscord(Simulation simulation, SimulationServer server)
    {
        _simulation = simulation;
        _server = server;
        MainHost = server.MainHost;
        ResumeHost = server.ResumeHost;
        Everyone = new ConnectionScope(simulation.Faults, "every connection", static _ => true);
    }

    internal Simulation Simulation => _simulation;

    /// <summary>Whether nothing is on its way to any client.</summary>
    internal bool IsQuiet
    {
        get
        {
            lock (_simulation.Gate)
            {
                return _simulation.IsQuiet;
            }
        }
    }

    /// <summary>Where the HTTP API begins: <c>http://127.0.0.1:port/api/v10/</c>.</summary>
    public Uri ApiBaseAddress => _server.ApiBaseAddress;

    /// <summary>The address that <c>GET /gateway/bot</c> names, without a query.</summary>
    public Uri GatewayUri => _simulation.MainHost.Address;

    /// <summary>The address that READY names as <c>resume_gateway_url</c>, without a query.</summary>
    public Uri ResumeGatewayUri => _simulation.ResumeHost.Address;

    /// <summary>The certificate of every address, made for this instance; null without <see cref="SimulatedDiscordOptions.UseTls"/>.</summary>
    public X509Certificate2? Certificate => _server.Certificate;

    /// <summary>The token that is good now. It changes when the budget of session starts is overrun.</summary>
    public string Token
    {
        get
        {
            lock (_simulation.Gate)
            {
                return _simulation.Token;
            }
        }
    }

    /// <summary>How often the token was reset, because the budget of session starts was overrun.</summary>
    public int TokenResets
    {
        get
        {
            lock (_simulation.Gate)
            {
                return _simulation.TokenResets;
            }
        }
    }

    /// <summary>The bot's user id, which is its application id too.</summary>
    public ulong BotId => _simulation.Bot.Id;

    /// <summary>What the bot has to send to mention itself, or a member to call it: <c>&lt;@id&gt;</c>.</summary>
    public string BotMention => $"<@{BotId}>";

    /// <summary>Ways of being nearly Discord. They hold for connections opened after a change.</summary>
    public Quirks Quirks
    {
        get
        {
            lock (_simulation.Gate)
            {
                return _simulation.Quirks;
            }
        }

        set
        {
            lock (_simulation.Gate)
            {
                _simulation.Quirks = value;
            }
        }
    }

    /// <summary>The guilds there are.</summary>
    public IReadOnlyList<SimulatedGuild> Guilds
    {
        get
        {
            lock (_simulation.Gate)
            {
                return [.. _simulation.World.Guilds];
            }
        }
    }

    /// <summary>Every gateway connection there has been, in the order of opening.</summary>
    public IReadOnlyList<RecordedConnection> Connections => _simulation.Recorder.Connections;

    /// <summary>Every IDENTIFY received, oldest first.</summary>
    public IReadOnlyList<RecordedIdentify> Identifies => _simulation.Recorder.Identifies;

    /// <summary>Every RESUME received, oldest first.</summary>
    public IReadOnlyList<RecordedResume> Resumes => _simulation.Recorder.Resumes;

    /// <summary>Every presence the bot asked for, in IDENTIFY or by opcode 3, oldest first.</summary>
    public IReadOnlyList<RecordedPresence> Presences => _simulation.Recorder.Presences;

    /// <summary>Every HTTP request received, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _simulation.Recorder.Requests;

    /// <summary>Every message the bot created, oldest first.</summary>
    public IReadOnlyList<SimulatedMessage> MessagesOfBot
    {
        get
        {
            lock (_simulation.Gate)
            {
                return [.. _simulation.World.MessagesOfBot];
            }
        }
    }

    /// <summary>All that happened, for a person to read. Tokens and session ids are masked.</summary>
    public string Transcript => _simulation.WriteTranscript();

    /// <summary>All gateway connections.</summary>
    public ConnectionScope Everyone { get; }

    /// <summary>The gateway connection that opens next. Each use of this property means the next one anew.</summary>
    public ConnectionScope NextConnection => new(_simulation.Faults, "the next connection", static _ => false, isNext: true);

    /// <summary>The main gateway address.</summary>
    public HostScope MainHost { get; }

    /// <summary>The address for resuming.</summary>
    public HostScope ResumeHost { get; }

    /// <summary><c>GET /gateway/bot</c>.</summary>
    public RequestScope GatewayBot => RequestsTo("GET", "gateway/bot");

    /// <summary>Starts one. It listens when the task completes.</summary>
    /// <param name="configure">Changes the options; null for Discord's defaults and a small world.</param>
    public static async Task<SimulatedDiscord> StartAsync(Action<SimulatedDiscordOptions>? configure = null)
    {
        var options = new SimulatedDiscordOptions();
        configure?.Invoke(options);
        var simulation = new Simulation(options);
        var server = await SimulationServer.StartAsync(simulation).ConfigureAwait(false);
        return new SimulatedDiscord(simulation, server);
    }

    /// <summary>
    /// Makes a handler that reaches this instance and trusts exactly its certificate: for
    /// <see cref="HttpClient"/>, and through <see cref="HttpMessageInvoker"/> for
    /// <see cref="System.Net.WebSockets.ClientWebSocket"/>. The caller owns it.
    /// </summary>
    /// <remarks>With <see cref="SimulatedDiscordOptions.InMemory"/> it is the only way in; otherwise any client gets in.</remarks>
    public SocketsHttpHandler CreateHandler() => _server.CreateHandler();

    /// <summary>The guild of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public SimulatedGuild Guild(string name)
    {
        lock (_simulation.Gate)
        {
            return _simulation.World.FindGuild(name)
                ?? throw new KeyNotFoundException($"There is no guild called {name}. There are: {string.Join(", ", _simulation.World.Guilds.Take(20).Select(static guild => guild.Name))}.");
        }
    }

    /// <summary>The bot joins a guild: GUILD_CREATE.</summary>
    /// <param name="name">The guild's name.</param>
    /// <param name="configure">Adds what it holds.</param>
    public Task<SimulatedGuild> AddGuildAsync(string name, Action<GuildSeed>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var seed = new GuildSeed(name);
        configure?.Invoke(seed);
        lock (_simulation.Gate)
        {
            var guild = _simulation.World.Plant(seed);
            _simulation.PublishGuildCreate(guild);
            return Task.FromResult(guild);
        }
    }

    /// <summary>The connections of a shard, whatever shard count they identified with. A shard is known from its IDENTIFY or RESUME on.</summary>
    public ConnectionScope Shard(int id) =>
        new(_simulation.Faults, $"shard {id}", connection => connection.Record.ShardId == id);

    /// <summary>The connections of a shard of a count. A shard is known from its IDENTIFY or RESUME on.</summary>
    public ConnectionScope Shard(int id, int count) =>
        new(_simulation.Faults, $"shard {id}/{count}", connection => connection.Record.ShardId == id && connection.Record.ShardCount == count);

    /// <summary>One connection, by its place in <see cref="Connections"/>.</summary>
    public ConnectionScope Connection(int index) =>
        new(_simulation.Faults, $"connection {index}", connection => connection.Record.Index == index);

    /// <summary>HTTP requests, to make them fail.</summary>
    /// <param name="method">The method, or <c>*</c>.</param>
    /// <param name="path">The path below <c>/api/v10/</c>, where a segment may be <c>*</c>: <c>channels/*/messages</c>.</param>
    public RequestScope RequestsTo(string method, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new RequestScope(_simulation, method, path);
    }

    /// <summary>Lifts every fault of connections and requests and brings both gateway addresses back.</summary>
    public async Task RecoverAsync()
    {
        _simulation.Faults.LiftAll();
        lock (_simulation.Gate)
        {
            _simulation.RequestFaults.ForEach(static fault => fault.Lift());
        }

        await MainHost.RecoverAsync().ConfigureAwait(false);
        await ResumeHost.RecoverAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Does harm at random: one thing at a time, out of all that can happen to connections, to the gateway's addresses and to
    /// <c>GET /gateway/bot</c>.
    /// </summary>
    /// <param name="seed">What the choices follow from.</param>
    /// <param name="every">The time between two strikes, by the simulator's clock.</param>
    public RandomHarm HarmAtRandom(int seed, TimeSpan every) => new(Everyone, [.. Harm.ToConnections, .. Harm.ToHosts(this)], seed, every);

    /// <summary>Sets what is left of the session starts: <c>session_start_limit</c> of <c>GET /gateway/bot</c>.</summary>
    /// <param name="remaining">How many are left.</param>
    /// <param name="resetAfter">When there will be all of them again.</param>
    public void SetSessionStarts(int remaining, TimeSpan resetAfter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(remaining);
        lock (_simulation.Gate)
        {
            _simulation.Starts.Set(remaining, resetAfter);
        }
    }

    /// <summary>
    /// Sends an event, word for word, to the sessions whose shard and intents it is for. A name nobody knows goes to
    /// every session of the shard.
    /// </summary>
    /// <param name="name">Its name: <c>MESSAGE_CREATE</c>.</param>
    /// <param name="json">Its payload.</param>
    /// <param name="guildId">
    /// The guild it belongs to. Null: what the payload says (<c>guild_id</c>, or <c>id</c> for events of guilds
    /// themselves), and without that shard 0.
    /// </param>
    /// <exception cref="JsonException"><paramref name="json"/> is no JSON. To send that, see <see cref="ConnectionScope.SendAsync"/>.</exception>
    public Task DispatchAsync(string name, string json, ulong? guildId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(json);
        var dispatch = RawDispatch.Make(_simulation, name, json, guildId);
        lock (_simulation.Gate)
        {
            _simulation.Publish(dispatch);
        }

        return Task.CompletedTask;
    }

    /// <summary>Ends every connection and stops listening.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

namespace Gateway.Testing;

/// <summary>How a <see cref="SimulatedDiscord"/> behaves. The defaults are Discord's.</summary>
public sealed class SimulatedDiscordOptions
{
    /// <summary>
    /// Drives heartbeat time-outs, identify windows, session lifetimes and budgets. Default: the system's clock.
    /// How long expectations wait is always measured by the system's clock.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The guilds, channels, members and roles at the start.</summary>
    public WorldSeed World { get; } = new();

    /// <summary>The port of HTTP on 127.0.0.1. Default 0: a free one.</summary>
    public int Port { get; set; }

    /// <summary>The port of the main gateway address. Default 0: a free one.</summary>
    public int GatewayPort { get; set; }

    /// <summary>The port of the address READY names for resuming. Default 0: a free one.</summary>
    public int ResumePort { get; set; }

    /// <summary>
    /// Whether everything is https and wss, with a certificate of its own (<see cref="SimulatedDiscord.Certificate"/>).
    /// Default false.
    /// </summary>
    public bool UseTls { get; set; }

    /// <summary>
    /// Whether it does without ports: only a handler of <see cref="SimulatedDiscord.CreateHandler"/> reaches it then.
    /// Default false.
    /// </summary>
    public bool InMemory { get; set; }

    /// <summary>The bot token that is accepted. Default null: one is made up.</summary>
    public string? Token { get; set; }

    /// <summary>How long an expectation waits when the call says nothing. Default 10 s.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The interval HELLO asks for. Default 41.25 s.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromMilliseconds(41_250);

    /// <summary>How much later than the interval a heartbeat may come. Default 20 s.</summary>
    public TimeSpan HeartbeatTolerance { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The close code for a client whose heartbeat did not come. Default 4000; Discord does not document it.</summary>
    public int MissedHeartbeatCloseCode { get; set; } = 4000;

    /// <summary>How many shards may identify in one window. Default 1.</summary>
    public int MaxConcurrency { get; set; } = 1;

    /// <summary>The window of <see cref="MaxConcurrency"/>. Default 5 s.</summary>
    public TimeSpan IdentifyWindow { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What the window may fall short by, because the network carries one message faster than the other. Default 100 ms.
    /// </summary>
    public TimeSpan IdentifyWindowTolerance { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The <c>shards</c> that <c>GET /gateway/bot</c> recommends. Default null: one for each 1000 guilds, at least one,
    /// and a multiple of <see cref="ShardCountMultiple"/>.
    /// </summary>
    public int? RecommendedShards { get; set; }

    /// <summary>Session starts in one <see cref="SessionStartWindow"/>. One more ends all sessions and resets the token. Default 1000.</summary>
    public int SessionStartTotal { get; set; } = 1000;

    /// <summary>The window of <see cref="SessionStartTotal"/>. Default 24 h.</summary>
    public TimeSpan SessionStartWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a session outlives its connection. Default 180 s; Discord says "a few minutes".</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>How many dispatches a session keeps for a replay. Default 10 000.</summary>
    public int ReplayLimit { get; set; } = 10_000;

    /// <summary>Messages a client may send in one <see cref="SendWindow"/>; one more closes with 4008. Default 120.</summary>
    public int SendLimit { get; set; } = 120;

    /// <summary>The window of <see cref="SendLimit"/>, which begins with the first message after the last one ended. Default 60 s.</summary>
    public TimeSpan SendWindow { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Presence updates (opcode 3) that are taken in one <see cref="PresenceWindow"/>; more are ignored without a word. Default 5.</summary>
    public int PresenceLimit { get; set; } = 5;

    /// <summary>The window of <see cref="PresenceLimit"/>, which begins with the first update after the last one ended. Default 20 s.</summary>
    public TimeSpan PresenceWindow { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The size in bytes a client's message may have; more closes with 4002. Default 4096.</summary>
    public int MaxPayloadBytes { get; set; } = 4096;

    /// <summary>The privileged intents switched on; another one closes with 4014. Default: all.</summary>
    public PrivilegedIntents AllowedIntents { get; set; } = PrivilegedIntents.All;

    /// <summary>Guilds one shard may hold; more closes with 4011. Default 2500.</summary>
    public int MaxGuildsPerShard { get; set; } = 2500;

    /// <summary>What shard counts have to be a multiple of; others close with 4010. Default 1.</summary>
    public int ShardCountMultiple { get; set; } = 1;

    /// <summary>How long after opcode 7 the simulator closes the connection itself. Default 5 s.</summary>
    public TimeSpan ReconnectGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after its close frame the simulator waits for the client's. Default 5 s.</summary>
    public TimeSpan CloseGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Codes of the simulator's own close frames that end the session. Default 1000, 4003, 4004, 4005, 4007, 4009 and
    /// 4010 to 4014.
    /// </summary>
    public ISet<int> SessionEndingCloseCodes { get; } = new HashSet<int> { 1000, 4003, 4004, 4005, 4007, 4009, 4010, 4011, 4012, 4013, 4014 };

    /// <summary>Whether USER_UPDATE goes to every shard rather than to shard 0 alone. Default true.</summary>
    public bool UserUpdateOnEveryShard { get; set; } = true;

    /// <summary>
    /// HTTP requests one route takes in a second; one more is answered 429 with the scope <c>user</c>. Default 50. Routes of
    /// different channels or guilds count apart.
    /// </summary>
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>
    /// HTTP requests a bot has in a second, all routes together but those of interactions; one more is answered 429 with
    /// the scope <c>global</c>. Default 50.
    /// </summary>
    public int GlobalRequestsPerSecond { get; set; } = 50;

    /// <summary>
    /// Answers of 401, 403 and 429 in ten minutes after which the client's address is banned for the rest of them: it is
    /// answered 429 with a text that is no JSON. Default 10 000.
    /// </summary>
    public int InvalidRequestLimit { get; set; } = 10_000;

    /// <summary>
    /// Whether an upgrade without a User-Agent is refused, as some proxies in front of a gateway do. Default true, so
    /// that a client which sends none is found out; other libraries do without, so false lets them in. HTTP requests
    /// always need one.
    /// </summary>
    public bool RequireUserAgentOnUpgrade { get; set; } = true;

    /// <summary>Frames that are recorded per connection and direction; older ones are forgotten. Default 10 000.</summary>
    public int RecordLimit { get; set; } = 10_000;

    /// <summary>Ways of being nearly Discord. Default none.</summary>
    public Quirks Quirks { get; set; }
}

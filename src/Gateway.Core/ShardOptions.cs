using System.Diagnostics.Metrics;
using Gateway.Core.Commands;
using Gateway.Core.Envelope;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Core;

/// <summary>How shards connect and what they ask for. One object may serve all shards of a bot.</summary>
/// <remarks>
/// The constructor of <see cref="Shard"/> checks them. Timeouts are positive and at most 49 days, or
/// <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.
/// </remarks>
public sealed record ShardOptions
{
    /// <summary>The most bytes Discord accepts in an Identify, as JSON; to a larger one it answers with close code 4002.</summary>
    public const int MaxIdentifySize = EnvelopeWriter.MaxPayloadSize;

    /// <summary>The bot's token, without a <c>Bot</c> prefix. It is never logged, and no exception carries it.</summary>
    public required string Token { get; init; }

    /// <summary>Which events Discord sends. They hold for a session: changing them takes a new one.</summary>
    public required GatewayIntents Intents { get; init; }

    /// <summary>Where to connect, as GET /gateway/bot gives it. Default: <c>wss://gateway.discord.gg/</c>.</summary>
    public Uri GatewayUri { get; init; } = new("wss://gateway.discord.gg/");

    /// <summary>Who may identify when. All shards of a bot need the same one; see <see cref="IdentifyQueue"/>.</summary>
    public required IIdentifyQueue IdentifyQueue { get; init; }

    /// <summary>
    /// Makes the websocket's HTTP request: the one place for a proxy, TLS options or a handler of a test. It is not
    /// disposed of. A handler of your own should have <see cref="SocketsHttpHandler.AllowAutoRedirect"/> off: the token would
    /// follow a redirect. Default: a <see cref="SocketsHttpHandler"/> shared by all shards of this process.
    /// </summary>
    public HttpMessageInvoker HttpInvoker { get; init; } = SharedInvoker;

    /// <summary>
    /// Whether the framework's <see cref="System.Net.WebSockets.ClientWebSocket"/> carries the connection instead of this
    /// library's own reader of websocket frames, which costs less processor time. Default: off. Both use
    /// <see cref="HttpInvoker"/>.
    /// </summary>
    /// <remarks>
    /// A session behaves the same over both, but for what the framework does not tell or do: a close frame without a code is
    /// reported as 1000, the text of a failure to connect is the framework's, and after a close frame from Discord up to a
    /// second passes until the connection is given up that Discord has left open.
    /// </remarks>
    public bool UseClientWebSocket { get; init; }

    /// <summary>
    /// Whether the framework's <see cref="System.IO.Compression.ZLibStream"/> inflates
    /// <see cref="TransportCompression.ZlibStream"/> instead of the library's own code, which costs less processor time.
    /// Default: off. A session behaves the same with both.
    /// </summary>
    public bool UseZLibStream { get; init; }

    /// <summary>How Discord compresses what it sends. Default: <see cref="TransportCompression.ZlibStream"/>.</summary>
    public TransportCompression Compression { get; init; } = TransportCompression.ZlibStream;

    /// <summary>
    /// Guilds with more members than this arrive without their offline members in <c>GUILD_CREATE</c>. Default: 50; from 50 to 250.
    /// </summary>
    public int LargeThreshold { get; init; } = 50;

    /// <summary>
    /// What the bot is shown to be doing from the start; null, the default, for plainly online. It is part of the Identify,
    /// which may have <see cref="MaxIdentifySize"/> bytes.
    /// </summary>
    public UpdatePresence? Presence { get; init; }

    /// <summary>What the client says about itself.</summary>
    public IdentifyProperties IdentifyProperties { get; init; } = new();

    /// <summary>
    /// Sent with every HTTP request and websocket upgrade. Discord asks for the form <c>DiscordBot (url, version)</c>;
    /// put the bot's own page there if it has one. Default: this library's name and version.
    /// </summary>
    public string UserAgent { get; init; } = DefaultUserAgent;

    /// <summary>
    /// Whether the token may travel unencrypted (<c>ws://</c>, <c>http://</c>) to hosts other than this machine. Default:
    /// off. Loopback addresses are always allowed.
    /// </summary>
    public bool AllowInsecureTransport { get; init; }

    /// <summary>How long making a connection may take. Default: 20 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long Discord may take to say Hello. Default: 20 seconds.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long Discord may take to answer an Identify. Default: 10 minutes, since it may take minutes during an outage
    /// and a second Identify would not be answered sooner.
    /// </summary>
    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long Discord may pause while it answers a Resume; every event that was not known starts it anew, and so does a
    /// reader that was busy when it was over. Default: 60 seconds.
    /// </summary>
    public TimeSpan ResumedTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long Discord may take to answer a close frame. Default: 5 seconds.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The most the pause before the first new connection may be; it doubles with each failure, and the actual pause is
    /// a random part of it. Default: 1 second; from 0 to 49 days.
    /// </summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The most the pause before a new connection grows to. Default: 60 seconds; from <see cref="ReconnectDelay"/> to 49 days.
    /// To it comes what a server that refused the last one asked for (<c>Retry-After</c>), up to 5 minutes.
    /// </summary>
    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long Ready or Resumed must have held for a connection to count as a success, which resets the pause. Default:
    /// 30 seconds; from 0 to 49 days.
    /// </summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The most bytes a message may have, received or inflated; a larger one ends the connection. Default: 128 MiB; at least
    /// 64 KiB. The largest known, a GUILD_CREATE, has about 30 MB.
    /// </summary>
    public int MaxMessageSize { get; init; } = 128 * 1024 * 1024;

    /// <summary>
    /// The most commands that may wait to be sent; one more fails with <see cref="CommandQueueFullException"/>. Default:
    /// 5,000, which is two for each of the 2,500 guilds that a shard may have; at least 1.
    /// </summary>
    public int MaxQueuedCommands { get; init; } = 5000;

    /// <summary>The clock. Default: the system's, <see cref="TimeProvider.System"/>.</summary>
    /// <remarks>
    /// With any other one, heartbeats are called by its own timers, and not on a thread of their own: a clock whose timers use the
    /// thread pool, as those of <see cref="TimeProvider"/> itself do, beats late while handlers block all of its threads.
    /// </remarks>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where jitter comes from. Default: one that every shard seeds for itself. A shared one must be thread-safe.</summary>
    public Random? Random { get; init; }

    /// <summary>Where the shards log to. What it throws costs the line and nothing else. Default: nowhere.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>
    /// Makes the meter of <see cref="GatewayMetrics"/>: a host has one. Null, the default, for a meter of the process.
    /// </summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>This library's name and version. Discord asks for a page in place of the name: set your bot's.</summary>
    public static string DefaultUserAgent { get; } =
        $"DiscordBot (Gateway.Core, {typeof(ShardOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0"})";

    // TLS and proxy settings are the platform's. A gateway does not redirect: the token would follow to wherever it says.
    private static HttpMessageInvoker SharedInvoker { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Whether an address is that of a websocket over which the token may travel.</summary>
    internal bool MayCarryToken(Uri uri) =>
        uri.IsAbsoluteUri && Transport.GatewayUri.IsWebSocket(uri) && (AllowInsecureTransport || Transport.GatewayUri.IsSafe(uri));

    /// <summary>Where to, and what for; never the token.</summary>
    public override string ToString() => $"{GatewayUri.Host}, {Compression}, {Intents}";

    /// <summary>
    /// How many bytes the Identify of a shard with these options has, as JSON. No shard can be made with options that give it
    /// more than <see cref="MaxIdentifySize"/>.
    /// </summary>
    /// <param name="shard">The shard, whose id and count are part of it.</param>
    public int IdentifySize(ShardId shard) => EnvelopeWriter.Identify(shard, this, EnvelopeWriter.Data(Presence)).Length;

    /// <summary>How many bytes the data of a presence may have, as JSON, to fit into the Identify of a shard.</summary>
    internal int RoomForPresence(ShardId shard) =>
        MaxIdentifySize - (this with { Presence = null }).IdentifySize(shard) - ",\"presence\":"u8.Length;
}

using Gateway.Core;
using Gateway.Core.Commands;

namespace Gateway.Hosting;

/// <summary>
/// The settings of a bot, from the section <c>Discord</c> of the configuration and from the code that calls
/// <c>AddDiscordGateway</c>; code wins. Mistakes are reported when the host starts, all at once.
/// </summary>
/// <remarks>
/// Read once, at start, but for <see cref="Presence"/>: a change in the configuration reaches the live shards, unless code
/// has set another. Names of enum values may be written in any case and as Discord writes them
/// (<c>GUILD_MESSAGES</c>); times as <c>hh:mm:ss</c>.
/// </remarks>
public sealed class DiscordGatewayOptions
{
    /// <summary>The section of the configuration: <c>Discord</c>. A bot with a name has <c>Discord:Bots:&lt;name&gt;</c>.</summary>
    public const string SectionName = "Discord";

    /// <summary>
    /// The bot's token, without a <c>Bot</c> prefix. Required. It is never logged. Keep it out of source control: user
    /// secrets while developing, the environment variable <c>Discord__Token</c> elsewhere.
    /// </summary>
    public string? Token { get; set; }

    /// <summary>
    /// Which events Discord sends. Null, the default, for what the registered handlers need: of several intents that let
    /// an event through, those of guilds, and no privileged one where another will do. In the configuration a text
    /// (<c>"Guilds, GuildMessages"</c>) or a list of names.
    /// </summary>
    public GatewayIntents? Intents { get; set; }

    /// <summary>How many shards the bot has, and which of them run in this process. Default: as many as Discord recommends, all of them.</summary>
    public ShardingOptions Shards { get; } = new();

    /// <summary>How events get to handlers.</summary>
    public DispatchOptions Dispatch { get; } = new();

    /// <summary>How Discord compresses what it sends. Default: <see cref="TransportCompression.ZlibStream"/>.</summary>
    public TransportCompression Compression { get; set; } = TransportCompression.ZlibStream;

    /// <summary>
    /// Guilds with more members than this arrive without their offline members in <c>GUILD_CREATE</c>. Default: 50; from 50 to 250.
    /// </summary>
    public int LargeThreshold { get; set; } = 50;

    /// <summary>
    /// What the bot is shown to be doing from the start; null, the default, for plainly online. In the configuration:
    /// <c>{ "Status": "Idle", "Activity": { "Type": "Playing", "Name": "chess" } }</c>. It is part of the Identify, which
    /// may have 4,096 bytes.
    /// </summary>
    public UpdatePresence? Presence { get; set; }

    /// <summary>How long a shard waits, for Discord's answers and between attempts.</summary>
    public ReconnectOptions Reconnect { get; } = new();

    /// <summary>What becomes of the sessions when the host stops.</summary>
    public ShutdownOptions Shutdown { get; } = new();

    /// <summary>Where sessions wait while the bot is not running.</summary>
    public SessionStoreOptions SessionStore { get; } = new();

    /// <summary>What happens when Discord refuses the bot for good. Default: <see cref="RefusedBehavior.StopHost"/>.</summary>
    public RefusedBehavior WhenRefused { get; set; } = RefusedBehavior.StopHost;

    /// <summary>
    /// Changes the options of single shards, such as <c>(id, shard) => id.Id == 0 ? shard with { LargeThreshold = 250 } : shard</c>.
    /// Called for each shard before it starts. Null, the default, for the same options for all. Only in code.
    /// </summary>
    public Func<ShardId, ShardOptions, ShardOptions>? ConfigureShard { get; set; }

    /// <summary>Where Discord's HTTP interface is. Default: <c>https://discord.com/api/v10/</c>.</summary>
    public Uri ApiBaseAddress { get; set; } = GatewayBot.DefaultApiBaseAddress;

    /// <summary>
    /// Whether the token may travel unencrypted (<c>ws://</c>, <c>http://</c>) to hosts other than this machine. Default:
    /// off. Loopback addresses are always allowed.
    /// </summary>
    public bool AllowInsecureTransport { get; set; }

    /// <summary>
    /// Sent with every HTTP request and websocket upgrade, in the form <c>DiscordBot (url, version)</c>. Default: this
    /// library's name and version.
    /// </summary>
    public string UserAgent { get; set; } = ShardOptions.DefaultUserAgent;

    /// <summary>What the client says about itself when it identifies: <c>Os</c>, <c>Browser</c>, <c>Device</c>.</summary>
    public IdentifyProperties IdentifyProperties { get; set; } = new();

    /// <summary>
    /// The most bytes a message may have, received or inflated; a larger one ends the connection. Default: 128 MiB, at
    /// least 64 KiB.
    /// </summary>
    public int MaxMessageSize { get; set; } = 128 * 1024 * 1024;

    /// <summary>
    /// How many commands may wait to be sent, for each shard; one more is refused with a
    /// <see cref="CommandQueueFullException"/>. Default: 5,000; at least 1.
    /// </summary>
    public int MaxQueuedCommands { get; set; } = 5000;

    /// <summary>
    /// Whether the framework's <see cref="System.Net.WebSockets.ClientWebSocket"/> carries connections instead of the
    /// library's own reader of websocket frames, which costs less processor time. Default: off.
    /// </summary>
    public bool UseClientWebSocket { get; set; }

    /// <summary>
    /// Whether the framework's <see cref="System.IO.Compression.ZLibStream"/> inflates
    /// <see cref="TransportCompression.ZlibStream"/> instead of the library's own code, which costs less processor time.
    /// Default: off.
    /// </summary>
    public bool UseZLibStream { get; set; }

    /// <summary>The section of the configuration that these settings come from, as messages name it.</summary>
    internal string Section { get; set; } = SectionName;

    /// <summary>What could not be read of the configuration; each a message for the user.</summary>
    internal List<string> Mistakes { get; } = [];

    /// <summary>Settings that are probably misspelt; each a message for the user.</summary>
    internal List<string> Hints { get; } = [];
}

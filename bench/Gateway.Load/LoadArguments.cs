using System.Globalization;
using Gateway.Core;

namespace Gateway.Load;

/// <summary>The command line.</summary>
internal sealed class LoadArguments
{
    public const string Usage = """
        Gateway.Load <scenario …> [--compression none,zlib-stream,zstd-stream] [--node <folder>] [--client <command line>] [--only <client,…>] [--runs <number>] [--json <file>]

        unsubscribed   a flood of messages nobody subscribed to; unsubscribed-tls over TLS
                       unsubscribed-small with the smallest of events, unsubscribed-guilds with guilds of 130 KB,
                       unsubscribed-large-guilds with guilds of 6.6 MB
        typed          messages, read and given to a singleton handler
        mix            a bot's everyday mix, three types subscribed to
        paced-600      600 events a second on each of 16 connections
        paced-15       15 events a second on each of 64 connections; paced-15-tls over TLS
        latency        from send to handler at 5,000 events a second over 16 shards; latency-blocked with a handler that blocks
        restart        1,000 suspended shards resumed by a new process, each with 50 events missed
        idle           1,000 shards at rest; idle-tls over TLS

        --only     measures these of the scenario's clients; a client's floor is among them if a ratio is wanted
        --runs     how often each client is measured, all of them in turn: the table has the medians; 1 by default
        --node     measures @discordjs/ws and discord.js too; the folder is the one that holds their node_modules
        --client   measures another program too; it reads LOAD_GATEWAY, LOAD_API, LOAD_COMPRESSION, LOAD_SHARDS, LOAD_TOKEN
        """;

    private readonly List<LoadClient> _clients = [];

    /// <exception cref="ArgumentException">An option is unknown, or lacks its value.</exception>
    public LoadArguments(string[] args)
    {
        for (int i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value.\n\n{Usage}");
            switch (args[i])
            {
                case "--compression":
                    Compressions = [.. Value().Split(',').Select(ClientSettings.Parse)];
                    break;
                case "--runs":
                    string runs = Value();
                    Runs = int.TryParse(runs, CultureInfo.InvariantCulture, out int count) && count > 0
                        ? count
                        : throw new ArgumentException($"--runs is a number from 1, not '{runs}'.");
                    break;
                case "--only":
                    Only = Value().Split(',');
                    break;
                case "--node":
                    Node = Path.GetFullPath(Value());
                    break;
                case "--client":
                    _clients.Add(new LoadClient("other " + (_clients.Count + 1), Value().Split(' ')));
                    break;
                case "--json":
                    Json = Value();
                    break;
                case { } option when option.StartsWith('-'):
                    throw new ArgumentException($"{option} is no option.\n\n{Usage}");
                default:
                    Scenarios.Add(args[i]);
                    break;
            }
        }
    }

    public List<string> Scenarios { get; } = [];

    public TransportCompression[] Compressions { get; } = Enum.GetValues<TransportCompression>();

    /// <summary>How often each client is measured.</summary>
    public int Runs { get; } = 1;

    /// <summary>The clients to measure; null for all.</summary>
    public string[]? Only { get; }

    /// <summary>Where node_modules lies; null if clients on Node.js are left out.</summary>
    public string? Node { get; }

    public string? Json { get; }

    /// <summary>Other programs to measure.</summary>
    public IEnumerable<LoadClient> Clients => _clients;

    /// <summary>@discordjs/ws; none if Node.js is left out.</summary>
    public IEnumerable<LoadClient> DiscordJsWs => OnNode("@discordjs/ws", "ws.mjs", TransportCompression.None, TransportCompression.ZlibStream);

    /// <summary>discord.js, which compresses with an optional native package only; none if Node.js is left out.</summary>
    public IEnumerable<LoadClient> DiscordJs => OnNode("discord.js", "discordjs.mjs", TransportCompression.None);

    private IEnumerable<LoadClient> OnNode(string name, string script, params TransportCompression[] speaks) => Node is null
        ? []
        : [new LoadClient(name, ["node", Path.Combine(AppContext.BaseDirectory, "Node", script), Node]) { Speaks = speaks }];
}

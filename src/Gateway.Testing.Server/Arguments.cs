using System.Globalization;

namespace Gateway.Testing.Server;

/// <summary>What the command line says.</summary>
internal sealed class Arguments
{
    public const string Usage =
        """
        A Discord of your own, on this machine only.

          --port <n>             HTTP; the gateway takes the two ports behind it. Default 8089; 0 for free ones.
          --token <text>         The token that is accepted. Default: one is made up.
          --guilds <n>           Guilds called "Guild 0", "Guild 1", … instead of "Harbour". 0 for none.
          --members <n>          Members of each of those. Default 2.
          --seed <n>             What made-up names follow from. Default 1.
          --shards <n>           The shard count GET /gateway/bot recommends. Default: what the guilds need.
          --max-concurrency <n>  Shards that may identify within 5 seconds. Default 1.
          --tls                  https and wss, with a certificate of its own.
          --help                 This text.

        """;

    public int Port { get; private set; } = 8089;

    public string? Token { get; private set; }

    public int? Guilds { get; private set; }

    public int Members { get; private set; } = 2;

    public int Seed { get; private set; } = 1;

    public int? Shards { get; private set; }

    public int MaxConcurrency { get; private set; } = 1;

    public bool UseTls { get; private set; }

    public bool WantsHelp { get; private set; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It makes no sense; the message says why.</exception>
    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments();
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            switch (name)
            {
                case "--help" or "-h" or "-?":
                    parsed.WantsHelp = true;
                    break;
                case "--tls":
                    parsed.UseTls = true;
                    break;
                case "--token":
                    parsed.Token = Value(args, ++i, name);
                    break;
                case "--port":
                    parsed.Port = Number(args, ++i, name, 0, 65_533);
                    break;
                case "--guilds":
                    parsed.Guilds = Number(args, ++i, name, 0, 1_000_000);
                    break;
                case "--members":
                    parsed.Members = Number(args, ++i, name, 0, 10_000_000);
                    break;
                case "--seed":
                    parsed.Seed = Number(args, ++i, name, 0, int.MaxValue);
                    break;
                case "--shards":
                    parsed.Shards = Number(args, ++i, name, 1, 100_000);
                    break;
                case "--max-concurrency":
                    parsed.MaxConcurrency = Number(args, ++i, name, 1, 100_000);
                    break;
                default:
                    throw new FormatException($"There is no argument {name}. --help names those there are.");
            }
        }

        return parsed;
    }

    public void Apply(SimulatedDiscordOptions options)
    {
        options.Port = Port;
        options.GatewayPort = Port == 0 ? 0 : Port + 1;
        options.ResumePort = Port == 0 ? 0 : Port + 2;
        options.Token = Token;
        options.UseTls = UseTls;
        options.RecommendedShards = Shards;
        options.MaxConcurrency = MaxConcurrency;
        options.RequireUserAgentOnUpgrade = false;
        options.World.Seed = Seed;
        if (Guilds is { } guilds)
        {
            options.World.Guilds(guilds, Members);
        }
    }

    private static string Value(string[] args, int index, string name) =>
        index < args.Length ? args[index] : throw new FormatException($"{name} needs a value.");

    private static int Number(string[] args, int index, string name, int least, int most) =>
        int.TryParse(Value(args, index, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{name} needs a number from {least} to {most}.");
}

using System.Globalization;
using Gateway.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Options;

/// <summary>Reads the options of each bot from its section of the configuration, without reflection.</summary>
internal sealed class DiscordGatewayConfiguration(IConfiguration? configuration, IEnumerable<BotRegistration> bots)
    : IConfigureNamedOptions<DiscordGatewayOptions>
{
    // More ids than any bot has shards; a range beyond is a slip of the keyboard, and would fill the memory.
    private const int MostIds = 100_000;

    public void Configure(DiscordGatewayOptions options) => Configure(Microsoft.Extensions.Options.Options.DefaultName, options);

    public void Configure(string? name, DiscordGatewayOptions options)
    {
        if (bots.FirstOrDefault(bot => bot.Name == name) is not { } bot)
        {
            return;
        }

        options.Section = bot.Section;
        if (configuration is null)
        {
            return; // a container without a host
        }

        var settings = new SettingsReader(configuration.GetSection(bot.Section), options.Mistakes, options.Hints);
        settings.Text("Token", value => options.Token = value);
        ReadIntents(settings, value => options.Intents = value);
        ReadShards(settings, options.Shards);
        settings.Section("Dispatch", dispatch => ReadDispatch(dispatch, options.Dispatch));
        settings.OneOf<TransportCompression>("Compression", value => options.Compression = value);
        settings.Number("LargeThreshold", value => options.LargeThreshold = value);
        settings.Section("Presence", presence => options.Presence = PresenceSettings.Read(presence));
        settings.Section("Reconnect", reconnect => ReadReconnect(reconnect, options.Reconnect));
        settings.Section("Shutdown", shutdown => ReadShutdown(shutdown, options.Shutdown));
        settings.Section("SessionStore", store => ReadSessionStore(store, options.SessionStore));
        settings.OneOf<RefusedBehavior>("WhenRefused", value => options.WhenRefused = value);
        settings.Address("ApiBaseAddress", value => options.ApiBaseAddress = value);
        settings.Flag("AllowInsecureTransport", value => options.AllowInsecureTransport = value);
        settings.Text("UserAgent", value => options.UserAgent = value);
        settings.Section("IdentifyProperties", properties => ReadIdentifyProperties(properties, options));
        settings.Number("MaxMessageSize", value => options.MaxMessageSize = value);
        settings.Number("MaxQueuedCommands", value => options.MaxQueuedCommands = value);
        settings.Flag("UseClientWebSocket", value => options.UseClientWebSocket = value);
        settings.Flag("UseZLibStream", value => options.UseZLibStream = value);
        settings.HintAtUnknownKeys();
    }

    private static void ReadReconnect(SettingsReader settings, ReconnectOptions reconnect)
    {
        settings.Time("Delay", value => reconnect.Delay = value);
        settings.Time("MaxDelay", value => reconnect.MaxDelay = value);
        settings.Time("StableAfter", value => reconnect.StableAfter = value);
        settings.Time("ConnectTimeout", value => reconnect.ConnectTimeout = value);
        settings.Time("HelloTimeout", value => reconnect.HelloTimeout = value);
        settings.Time("ReadyTimeout", value => reconnect.ReadyTimeout = value);
        settings.Time("ResumedTimeout", value => reconnect.ResumedTimeout = value);
    }

    private static void ReadShutdown(SettingsReader settings, ShutdownOptions shutdown)
    {
        settings.OneOf<ShardClose>("Close", value => shutdown.Close = value);
        settings.Time("CloseTimeout", value => shutdown.CloseTimeout = value);
    }

    private static void ReadSessionStore(SettingsReader settings, SessionStoreOptions store)
    {
        settings.OneOf<SessionStoreType>("Type", value => store.Type = value);
        settings.Text("Path", value => store.Path = value);
        settings.Time("CheckpointInterval", value => store.CheckpointInterval = value);
        settings.Time("MaxAge", value => store.MaxAge = value);
    }

    private static void ReadIntents(SettingsReader settings, Action<GatewayIntents> set)
    {
        if (settings.List("Intents") is not { } names)
        {
            return;
        }

        GatewayIntents? intents = GatewayIntents.None;
        foreach (string name in names)
        {
            if (Names.TryParse(name, out GatewayIntents intent))
            {
                intents |= intent;
            }
            else if (ulong.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out ulong bits))
            {
                intents |= (GatewayIntents)bits; // as Discord's own documentation writes them
            }
            else
            {
                string[] known = Enum.GetNames<GatewayIntents>();
                settings.Mistake("Intents", Names.Nearest(name, known) is { } meant
                    ? $"has '{name}', which is no intent. Is {meant} meant?"
                    : $"has '{name}', which is no intent. There are {string.Join(", ", known)}.");
                intents = null; // and stays so: half of the intents would only lead to more messages
            }
        }

        if (intents is { } all)
        {
            set(all);
        }
    }

    private static void ReadShards(SettingsReader settings, ShardingOptions shards)
    {
        if (settings.Value("Shards") is { } total)
        {
            ReadTotal(settings, "Shards", total, shards);
        }
        else
        {
            settings.Section("Shards", section =>
            {
                section.Text("Total", value => ReadTotal(section, "Total", value, shards));
                section.Flag("ReshardAutomatically", value => shards.ReshardAutomatically = value);
                section.Time("ReshardCheckInterval", value => shards.ReshardCheckInterval = value);
                if (section.List("Ids") is { } ids)
                {
                    shards.Ids = ReadIds(section, ids);
                }
            });
        }
    }

    private static void ReadTotal(SettingsReader settings, string key, string text, ShardingOptions shards)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int total))
        {
            shards.Total = total;
        }
        else if (!text.Trim().Equals("recommended", StringComparison.OrdinalIgnoreCase))
        {
            settings.Mistake(key, $"is '{text}', which is neither 'recommended' nor a number of shards.");
        }
    }

    private static List<int>? ReadIds(SettingsReader settings, IReadOnlyList<string> ranges)
    {
        List<int>? ids = [];
        foreach (string range in ranges)
        {
            string[] ends = range.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length <= 2
                && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
                && first <= last
                && last - first < MostIds)
            {
                ids?.AddRange(Enumerable.Range(first, last - first + 1));
            }
            else
            {
                settings.Mistake("Ids", $"has '{range}', which is neither a shard id nor a range of them such as 0-7.");
                ids = null; // and stays so: half of the ids would only lead to more messages
            }
        }

        return ids;
    }

    private static void ReadDispatch(SettingsReader settings, DispatchOptions dispatch)
    {
        settings.Number("MaxConcurrentEvents", value => dispatch.MaxConcurrentEvents = value);
        settings.OneOf<EventOrdering>("Ordering", value => dispatch.Ordering = value);
        settings.OneOf<DispatchFullMode>("FullMode", value => dispatch.FullMode = value);
        dispatch.Droppable = settings.List("Droppable") ?? dispatch.Droppable;
        settings.Time("HandlerTimeout", value => dispatch.HandlerTimeout = value);
        settings.Time("SlowHandlerAfter", value => dispatch.SlowHandlerAfter = value);
    }

    private static void ReadIdentifyProperties(SettingsReader settings, DiscordGatewayOptions options)
    {
        settings.Text("Os", value => options.IdentifyProperties = options.IdentifyProperties with { Os = value });
        settings.Text("Browser", value => options.IdentifyProperties = options.IdentifyProperties with { Browser = value });
        settings.Text("Device", value => options.IdentifyProperties = options.IdentifyProperties with { Device = value });
    }
}

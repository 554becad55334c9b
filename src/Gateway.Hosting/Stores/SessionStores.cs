using Gateway.Core;
using Gateway.Hosting.Options;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Stores;

/// <summary>Makes the session store of a bot: the application's own, or the one that the settings name.</summary>
internal static class SessionStores
{
    public const string DefaultFile = "discord-sessions.json";

    /// <exception cref="InvalidOperationException">The settings name a distributed cache, and the application has none.</exception>
    /// <exception cref="InvalidSettingsException">The settings name a file that cannot be used.</exception>
    /// <returns>The store, and what has to be disposed of with the bot, which the application's own has not.</returns>
    public static (ISessionStore Store, IDisposable? Opened) Make(string bot, DiscordGatewayOptions options, IServiceProvider services, ILoggerFactory logs)
    {
        if (OwnOf(bot, services) is { } own)
        {
            return (own, null);
        }

        switch (TypeOf(options.SessionStore))
        {
            case SessionStoreType.File:
                FileSessionStore file = OpenFile(bot, options, services, logs);
                return (file, file);
            case SessionStoreType.DistributedCache:
                IDistributedCache cache = services.GetService<IDistributedCache>() ?? throw new InvalidOperationException(
                    $"{options.Section}:SessionStore:Type is DistributedCache, but the application has no IDistributedCache. "
                    + "Add one, such as services.AddStackExchangeRedisCache(…).");
                return (new DistributedCacheSessionStore(cache, KeyPrefix(bot, options)), null);
            default:
                return (new MemorySessionStore(), null);
        }
    }

    /// <exception cref="InvalidSettingsException">Two bots have the same file.</exception>
    public static void EnsureOwnFiles(IEnumerable<(string Bot, DiscordGatewayOptions Options)> bots, IServiceProvider services)
    {
        IGrouping<string, (string Bot, string Setting)>[] shared =
        [
            .. bots
                .Where(bot => OwnOf(bot.Bot, services) is null && TypeOf(bot.Options.SessionStore) == SessionStoreType.File)
                .GroupBy(bot => Path.GetFullPath(FilePath(bot.Bot, bot.Options, services)), static bot => (bot.Bot, $"{bot.Options.Section}:SessionStore:Path"))
                .Where(static file => file.Count() > 1),
        ];
        if (shared.Length > 0)
        {
            throw new InvalidSettingsException(
                shared[0].Last().Bot,
                shared.Select(static file => $"{string.Join(" and ", file.Select(static bot => bot.Setting))} are the same file, {file.Key}. Each bot needs its own."));
        }
    }

    private static ISessionStore? OwnOf(string bot, IServiceProvider services) =>
        bot.Length == 0 ? services.GetService<ISessionStore>() : services.GetKeyedService<ISessionStore>(bot);

    private static SessionStoreType TypeOf(SessionStoreOptions settings) =>
        settings.Type ?? (settings.Path is null ? SessionStoreType.Memory : SessionStoreType.File);

    private static FileSessionStore OpenFile(string bot, DiscordGatewayOptions options, IServiceProvider services, ILoggerFactory logs)
    {
        string path = FilePath(bot, options, services);
        var store = new FileSessionStore(path, logs.CreateLogger<FileSessionStore>());
        try
        {
            store.Open();
            return store;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingsException(
                bot,
                [
                    $"{options.Section}:SessionStore:Path is '{path}', which cannot be used: {e.Message.TrimEnd('.')}. "
                        + "Each process needs a file of its own, in a folder that it may write to.",
                ]);
        }
    }

    /// <summary>Deployments of different bots may share a cache and know nothing of each other.</summary>
    private static string KeyPrefix(string bot, DiscordGatewayOptions options)
    {
        string owner = BotToken.UserId(options.Token)?.ToString() ?? bot;
        return owner.Length == 0 ? DistributedCacheSessionStore.DefaultKeyPrefix : $"{DistributedCacheSessionStore.DefaultKeyPrefix}{owner}:";
    }

    private static string FileOf(string bot) => bot.Length == 0 ? DefaultFile : $"discord-sessions-{bot}.json";

    private static string FilePath(string bot, DiscordGatewayOptions options, IServiceProvider services) =>
        Path.Combine(services.GetService<IHostEnvironment>()?.ContentRootPath ?? "", options.SessionStore.Path ?? FileOf(bot));
}

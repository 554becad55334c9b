using Gateway.Core;
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
    public static ISessionStore Make(string bot, DiscordGatewayOptions options, IServiceProvider services)
    {
        if ((bot.Length == 0 ? services.GetService<ISessionStore>() : services.GetKeyedService<ISessionStore>(bot)) is { } own)
        {
            return own;
        }

        SessionStoreOptions settings = options.SessionStore;
        return (settings.Type ?? (settings.Path is null ? SessionStoreType.Memory : SessionStoreType.File)) switch
        {
            SessionStoreType.File => new FileSessionStore(FilePath(settings.Path ?? FileOf(bot), services), services.GetRequiredService<ILogger<FileSessionStore>>()),
            SessionStoreType.DistributedCache => new DistributedCacheSessionStore(
                services.GetService<IDistributedCache>() ?? throw new InvalidOperationException(
                    $"{options.Section}:SessionStore:Type is DistributedCache, but the application has no IDistributedCache. "
                    + "Add one, such as services.AddStackExchangeRedisCache(…)."),
                bot.Length == 0 ? DistributedCacheSessionStore.DefaultKeyPrefix : $"{DistributedCacheSessionStore.DefaultKeyPrefix}{bot}:"),
            _ => new MemorySessionStore(),
        };
    }

    private static string FileOf(string bot) => bot.Length == 0 ? DefaultFile : $"discord-sessions-{bot}.json";

    private static string FilePath(string path, IServiceProvider services) =>
        Path.Combine(services.GetService<IHostEnvironment>()?.ContentRootPath ?? "", path);
}

using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Diagnostics;

/// <summary>
/// Makes loggers that tell the bots of an application apart: a name is the last part of every category, where filters for
/// all bots still hold.
/// </summary>
internal sealed class BotLoggerFactory(ILoggerFactory inner, string bot) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => inner.CreateLogger(bot.Length == 0 ? categoryName : $"{categoryName}.{bot}");

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    // The inner factory is the application's.
    public void Dispose()
    {
    }
}

using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Handlers;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

/// <summary>Says at start what the bot asks for, and what looks like an oversight.</summary>
internal sealed partial class StartupReport(
    DiscordGatewayOptions options, HandlerRegistry registry, GatewayIntents intents, ILogger<StartupReport> logger)
{
    public void Write()
    {
        foreach (string hint in options.Hints)
        {
            LogHint(hint);
        }

        if (registry.All.Count == 0)
        {
            LogNoHandlers();
        }

        bool configured = options.Intents is not null;
        LogIntents(intents, configured ? "configured" : "what the handlers need");
        if (!configured && registry.All.FirstOrDefault(static handler => handler.IsCatchAll) is { } catchAll)
        {
            LogCatchAll(catchAll.Name, options.Section);
        }

        if ((intents & GatewayIntents.MessageContent) == GatewayIntents.None && registry.All.FirstOrDefault(ReadsMessages) is { } reader)
        {
            LogNoMessageContent(reader.Name, options.Section);
        }
    }

    private static bool ReadsMessages(HandlerRegistration handler) =>
        handler.EventType == typeof(MessageCreate) || handler.EventType == typeof(MessageUpdate);

    [LoggerMessage(180, LogLevel.Information, "Intents: {Intents} ({Origin})")]
    private partial void LogIntents(GatewayIntents intents, string origin);

    [LoggerMessage(181, LogLevel.Warning, "{Hint}")]
    private partial void LogHint(string hint);

    [LoggerMessage(182, LogLevel.Warning, "No event handlers are registered: events are dropped unread. Add some with AddDiscordGateway().AddEventHandler…")]
    private partial void LogNoHandlers();

    [LoggerMessage(183, LogLevel.Information, "{Handler} handles events of every kind, from which the intents cannot be told: set {Section}:Intents if it is to get more")]
    private partial void LogCatchAll(string handler, string section);

    [LoggerMessage(184, LogLevel.Information, "{Handler} gets messages without their text, except direct messages and those that mention the bot: add MessageContent to {Section}:Intents if it needs the text")]
    private partial void LogNoMessageContent(string handler, string section);
}

using Gateway.Core;
using Gateway.Hosting.Handlers;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Options;

/// <summary>Checks handlers and intents against each other: a handler that would never be called is a mistake.</summary>
internal sealed class HandlerValidator(IEnumerable<BotRegistration> bots) : IValidateOptions<DiscordGatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscordGatewayOptions options)
    {
        if (bots.FirstOrDefault(bot => bot.Name == name) is not { } bot)
        {
            return ValidateOptionsResult.Skip;
        }

        IReadOnlyList<HandlerRegistration> handlers = bot.Handlers.All;
        var failures = new List<string>();
        foreach (HandlerRegistration handler in handlers)
        {
            Add(Unknown(handler) ?? Unsent(handler, options));
            Add(Time(handler, nameof(EventHandlerOptions.Timeout), handler.Options.Timeout));
            Add(Time(handler, nameof(EventHandlerOptions.SlowAfter), handler.Options.SlowAfter));
        }

        Add(Untold(handlers, options));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Add(string? failure)
        {
            if (failure is not null && !failures.Contains(failure)) // once for a class that handles several events
            {
                failures.Add(failure);
            }
        }
    }

    private static string? Unknown(HandlerRegistration handler) => handler.IsCatchAll || handler.Event is not null
        ? null
        : $"{handler.Name} handles {handler.EventType.Name}, which is none of the events that Discord documents. "
            + $"Use {nameof(IRawEventHandler)} for events that have no type.";

    private static string? Unsent(HandlerRegistration handler, DiscordGatewayOptions options)
    {
        if (options.Intents is not { } on || handler.Event is not { } e || e.Intents == GatewayIntents.None || (on & e.Intents) != GatewayIntents.None)
        {
            return null;
        }

        string needed = e.Intents.ToString().Replace(", ", " or ", StringComparison.Ordinal);
        return $"{options.Section}:Intents lacks {needed}: without it {handler.Name} is never called, since Discord does not send {e.Name}. "
            + "Add it, or remove the handler.";
    }

    private static string? Time(HandlerRegistration handler, string name, TimeSpan? value) => value <= TimeSpan.Zero || value > TimeSpan.FromDays(1)
        ? $"The {name} of {handler.Name} is {value}. Use a time of more than 00:00:00 and up to a day."
        : null;

    /// <summary>Without intents, and with nothing but handlers that do not tell which they need, nothing would ever come.</summary>
    private static string? Untold(IReadOnlyList<HandlerRegistration> handlers, DiscordGatewayOptions options) =>
        options.Intents is null && handlers.Count > 0 && handlers.All(static handler => handler.IsCatchAll)
            ? $"{options.Section}:Intents is missing, and cannot be told from {string.Join(", ", handlers.Select(static handler => handler.Name))}, "
                + "which handle events of every kind. Name the intents, such as \"Guilds, GuildMessages\" or \"AllUnprivileged\"."
            : null;
}

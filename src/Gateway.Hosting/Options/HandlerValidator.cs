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
        string[] failures =
        [
            .. handlers.Select(handler => Unknown(handler) ?? Unsent(handler, options)).OfType<string>(),
            .. handlers.SelectMany(Times).Distinct(),
            .. Untold(handlers, options),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
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

    private static IEnumerable<string> Times(HandlerRegistration handler) =>
        new[] { (nameof(EventHandlerOptions.Timeout), handler.Options.Timeout), (nameof(EventHandlerOptions.SlowAfter), handler.Options.SlowAfter) }
            .Where(static time => time.Item2 is { } value && (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1)))
            .Select(time => $"The {time.Item1} of {handler.Name} is {time.Item2}. Use a time of more than 00:00:00 and up to a day.");

    /// <summary>Without intents, and with nothing but handlers that do not tell which they need, nothing would ever come.</summary>
    private static IEnumerable<string> Untold(IReadOnlyList<HandlerRegistration> handlers, DiscordGatewayOptions options)
    {
        if (options.Intents is null && handlers.Count > 0 && handlers.All(static handler => handler.IsCatchAll))
        {
            yield return $"{options.Section}:Intents is missing, and cannot be told from {string.Join(", ", handlers.Select(static handler => handler.Name))}, "
                + "which handle events of every kind. Name the intents, such as \"Guilds, GuildMessages\" or \"AllUnprivileged\".";
        }
    }
}

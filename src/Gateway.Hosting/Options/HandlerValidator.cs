using Gateway.Core;
using Gateway.Hosting.Handlers;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Options;

/// <summary>Checks handlers and intents against each other: a handler that would never be called is a mistake.</summary>
internal sealed class HandlerValidator(HandlerRegistry registry) : IValidateOptions<DiscordGatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscordGatewayOptions options)
    {
        string[] failures =
        [
            .. registry.All.Select(handler => Unknown(handler) ?? Unsent(handler, options.Intents)).OfType<string>(),
            .. registry.All.SelectMany(Times).Distinct(),
            .. Untold(options),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? Unknown(HandlerRegistration handler) => handler.IsCatchAll || handler.Event is not null
        ? null
        : $"{handler.Name} handles {handler.EventType.Name}, which is none of the events that Discord documents. "
            + $"Use {nameof(IRawEventHandler)} for events that have no type.";

    private static string? Unsent(HandlerRegistration handler, GatewayIntents? intents)
    {
        if (intents is not { } on || handler.Event is not { } e || e.Intents == GatewayIntents.None || (on & e.Intents) != GatewayIntents.None)
        {
            return null;
        }

        string needed = e.Intents.ToString().Replace(", ", " or ", StringComparison.Ordinal);
        return $"Discord:Intents lacks {needed}: without it {handler.Name} is never called, since Discord does not send {e.Name}. "
            + "Add it, or remove the handler.";
    }

    private static IEnumerable<string> Times(HandlerRegistration handler) =>
        new[] { (nameof(EventHandlerOptions.Timeout), handler.Options.Timeout), (nameof(EventHandlerOptions.SlowAfter), handler.Options.SlowAfter) }
            .Where(static time => time.Item2 is { } value && (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1)))
            .Select(time => $"The {time.Item1} of {handler.Name} is {time.Item2}. Use a time of more than 00:00:00 and up to a day.");

    /// <summary>Without intents, and with nothing but handlers that do not tell which they need, nothing would ever come.</summary>
    private IEnumerable<string> Untold(DiscordGatewayOptions options)
    {
        if (options.Intents is null && registry.All is { Count: > 0 } all && all.All(static handler => handler.IsCatchAll))
        {
            yield return $"Discord:Intents is missing, and cannot be told from {string.Join(", ", all.Select(static handler => handler.Name))}, "
                + "which handle events of every kind. Name the intents, such as \"Guilds, GuildMessages\" or \"AllUnprivileged\".";
        }
    }
}

using Gateway.Core;

namespace Gateway.Hosting.Handlers;

/// <summary>Which intents handlers need.</summary>
internal static class HandlerIntents
{
    private const GatewayIntents Direct = GatewayIntents.DirectMessages | GatewayIntents.DirectMessageReactions
        | GatewayIntents.DirectMessageTyping | GatewayIntents.DirectMessagePolls;

    /// <summary>The intents without which some handler would never be called.</summary>
    public static GatewayIntents Required(IEnumerable<HandlerRegistration> handlers)
    {
        GatewayIntents required = GatewayIntents.None;
        foreach (HandlerRegistration handler in handlers)
        {
            required |= handler.Event is { } e ? Preferred(e.Intents) : GatewayIntents.None;
        }

        return required;
    }

    /// <summary>
    /// Of the intents that let an event through, those that need no switch in the developer portal, and of these those of
    /// guilds; unless there are no such.
    /// </summary>
    private static GatewayIntents Preferred(GatewayIntents alternatives) =>
        WithoutOr(WithoutOr(alternatives, GatewayIntents.Privileged), Direct);

    private static GatewayIntents WithoutOr(GatewayIntents intents, GatewayIntents unwanted) =>
        (intents & ~unwanted) == GatewayIntents.None ? intents : intents & ~unwanted;
}

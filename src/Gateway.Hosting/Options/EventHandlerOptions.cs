using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting;

/// <summary>How one handler is called, where that differs from the rest of the bot.</summary>
public sealed class EventHandlerOptions
{
    /// <summary>
    /// How long an object of the class lives. Default: <see cref="ServiceLifetime.Scoped"/>, as long as the scoped
    /// handlers of one event. If the class is registered with the container already, that registration counts. Of no
    /// meaning for a delegate.
    /// </summary>
    public ServiceLifetime Lifetime { get; set; } = ServiceLifetime.Scoped;

    /// <summary>
    /// Which of this handler's events wait until others have been handled by it; null, the default, for what
    /// <see cref="DispatchOptions.Ordering"/> says. A handler with an ordering of its own runs apart from the other
    /// handlers of its events: in lines of its own, all its types of event together, and in a DI scope of its own.
    /// </summary>
    public EventOrdering? Ordering { get; set; }

    /// <summary>How long it may take for one event; null, the default, for <see cref="DispatchOptions.HandlerTimeout"/>. Up to a day.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>After how long it is reported as slow; null, the default, for <see cref="DispatchOptions.SlowHandlerAfter"/>. Up to a day.</summary>
    public TimeSpan? SlowAfter { get; set; }
}

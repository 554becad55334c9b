using System.Diagnostics.Metrics;
using Gateway.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// The one identify queue of a bot, for as long as the process lives: a queue that were made anew would forget who
/// identified a second ago.
/// </summary>
internal sealed class IdentifyQueueSource(
    IServiceProvider services, string bot, ISessionStore store, GatewayLookup lookup, TimeProvider time, ILogger<IdentifyQueue> logger)
{
    private IIdentifyQueue? _queue;
    private IdentifyQueue? _own; // what _queue is, unless the application has one

    /// <summary>The budget, if the queue is the one of this process and made already.</summary>
    public IdentifyBudget? Budget => (Volatile.Read(ref _queue) as IdentifyQueue)?.Budget;

    /// <summary>What is left of the budget, for whoever measures it; nothing if it is not known.</summary>
    public IEnumerable<Measurement<int>> MeasureRemaining() => Budget is { } budget ? [new Measurement<int>(budget.Remaining)] : [];

    /// <summary>Shards that are spread over processes need a queue that is, too: the application's, if it has one.</summary>
    /// <param name="limit">What Discord says now: taken over by a queue of this process; the application's is its own business.</param>
    public IIdentifyQueue For(SessionStartLimit limit)
    {
        if (_queue is null)
        {
            Volatile.Write(ref _queue, OfApplication() ?? (_own = Make(limit)));
        }
        else
        {
            _own?.Update(limit);
        }

        return _queue;
    }

    private IIdentifyQueue? OfApplication() =>
        bot.Length == 0 ? services.GetService<IIdentifyQueue>() : services.GetKeyedService<IIdentifyQueue>(bot);

    private IdentifyQueue Make(SessionStartLimit limit) => new(limit, time)
    {
        BudgetStore = store as IIdentifyBudgetStore,
        Refresh = async cancellationToken => (await lookup.AskAsync(cancellationToken).ConfigureAwait(false)).SessionStartLimit,
        Logger = logger,
    };
}

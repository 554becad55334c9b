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

    /// <summary>The budget, if the queue is the one of this process and made already.</summary>
    public IdentifyBudget? Budget => (Volatile.Read(ref _queue) as IdentifyQueue)?.Budget;

    /// <summary>Shards that are spread over processes need a queue that is, too: the application's, if it has one.</summary>
    public IIdentifyQueue For(SessionStartLimit limit) => _queue ??=
        (bot.Length == 0 ? services.GetService<IIdentifyQueue>() : services.GetKeyedService<IIdentifyQueue>(bot))
        ?? new IdentifyQueue(limit, time)
        {
            BudgetStore = store as IIdentifyBudgetStore,
            Refresh = async cancellationToken => (await lookup.AskAsync(cancellationToken).ConfigureAwait(false)).SessionStartLimit,
            Logger = logger,
        };
}

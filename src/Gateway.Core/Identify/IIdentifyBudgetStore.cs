namespace Gateway.Core;

/// <summary>
/// Keeps the account of a bot's session starts over restarts, so that not even a process that crashes again and again
/// starts more than Discord allows per day: whoever does loses the token.
/// </summary>
public interface IIdentifyBudgetStore
{
    /// <summary>The account as it was last saved; null if there is none.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IdentifyBudget?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Keeps the account. Called before each Identify.</summary>
    /// <param name="budget">The account.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask SaveAsync(IdentifyBudget budget, CancellationToken cancellationToken);
}

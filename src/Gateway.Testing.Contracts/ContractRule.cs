namespace Gateway.Testing.Contracts;

/// <summary>One thing that every implementation has to keep to.</summary>
/// <typeparam name="TSubject">What makes what is checked, and what the check needs besides.</typeparam>
/// <param name="Name">The rule, as a sentence.</param>
/// <param name="VerifyAsync">Checks it; throws a <see cref="ContractException"/> if it is broken.</param>
public sealed record ContractRule<TSubject>(string Name, Func<TSubject, CancellationToken, Task> VerifyAsync)
{
    /// <summary>The rule.</summary>
    public override string ToString() => Name;
}

namespace Gateway.Testing;

/// <summary>Why a request is answered 429.</summary>
/// <param name="RetryAfter">How long the client has to wait.</param>
/// <param name="Scope"><c>user</c> or <c>global</c>.</param>
internal sealed record RateLimited(TimeSpan RetryAfter, string Scope);

namespace Gateway.Hosting.Dispatch;

/// <summary>What stands around all handlers.</summary>
/// <param name="Middleware">All middleware, and the handler at its end; null for none.</param>
/// <param name="OnError">Called with what handlers throw; null for the log.</param>
internal sealed record HandlerHooks(HandlerDelegate? Middleware = null, Func<HandlerError, CancellationToken, ValueTask>? OnError = null);

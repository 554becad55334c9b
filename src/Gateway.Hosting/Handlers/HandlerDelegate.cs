namespace Gateway.Hosting;

/// <summary>Calls a handler, through the middleware that is left on the way to it.</summary>
/// <param name="call">The call.</param>
public delegate ValueTask HandlerDelegate(HandlerCall call);

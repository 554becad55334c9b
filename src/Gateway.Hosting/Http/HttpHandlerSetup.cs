namespace Gateway.Hosting.Http;

/// <summary>One wish about the HTTP handler.</summary>
/// <param name="Configure">Changes the default handler.</param>
/// <param name="Handler">Takes its place.</param>
internal sealed record HttpHandlerSetup(Action<SocketsHttpHandler>? Configure = null, HttpMessageHandler? Handler = null);

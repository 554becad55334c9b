namespace Gateway.Hosting.Http;

/// <summary>
/// The one HTTP handler, for requests and websockets alike: the place for a proxy, TLS options, or the handler of a test.
/// </summary>
internal sealed class GatewayHttpHandler(IReadOnlyList<HttpHandlerSetup> setups) : IDisposable
{
    private readonly Lazy<SocketsHttpHandler> _made = new(() => Make(setups));
    private readonly HttpMessageHandler? _given = setups.LastOrDefault(static setup => setup.Handler is not null)?.Handler;

    public HttpMessageHandler Handler => _given ?? _made.Value;

    // A handler that was given belongs to whoever gave it.
    public void Dispose()
    {
        if (_made.IsValueCreated)
        {
            _made.Value.Dispose();
        }
    }

    private static SocketsHttpHandler Make(IReadOnlyList<HttpHandlerSetup> setups)
    {
        // Connections are renewed now and then, so that a change in DNS is noticed. Websockets are not touched by it.
        // Discord does not redirect: the token would follow to wherever it says.
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false };
        foreach (HttpHandlerSetup setup in setups)
        {
            setup.Configure?.Invoke(handler);
        }

        return handler;
    }
}

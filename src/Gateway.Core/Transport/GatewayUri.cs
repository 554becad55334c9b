using Gateway.Core.Compression;

namespace Gateway.Core.Transport;

/// <summary>Where to connect: the base URL Discord gives, completed with version, encoding and compression.</summary>
internal static class GatewayUri
{
    /// <summary>The only version and encoding this library speaks.</summary>
    private const string Query = "v=10&encoding=json";

    /// <param name="baseUri">An absolute address that <see cref="IsWebSocket"/>.</param>
    /// <param name="compression">What to ask for.</param>
    public static Uri Complete(Uri baseUri, TransportCompression compression)
    {
        // Discord gives URLs with and without a closing slash, and without a query; both become "<host>/?…".
        string query = Inflater.QueryValue(compression) is { } value ? $"{Query}&compress={value}" : Query;
        return new Uri($"{baseUri.GetLeftPart(UriPartial.Path)}?{query}");
    }

    /// <summary>Whether a token may travel to this address: encrypted, or never leaving this machine.</summary>
    public static bool IsSafe(Uri uri) =>
        uri.Scheme == Uri.UriSchemeWss || uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback;

    /// <summary>Whether it is a websocket's address, and one that can be completed: some texts are a URI once and not again.</summary>
    public static bool IsWebSocket(Uri uri) =>
        (uri.Scheme == Uri.UriSchemeWss || uri.Scheme == Uri.UriSchemeWs)
        && uri.Host.Length > 0
        && Uri.TryCreate($"{uri.GetLeftPart(UriPartial.Path)}?{Query}", UriKind.Absolute, out _);
}

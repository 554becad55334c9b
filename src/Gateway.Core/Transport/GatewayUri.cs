using Gateway.Core.Compression;

namespace Gateway.Core.Transport;

/// <summary>Where to connect: the base URL Discord gives, completed with version, encoding and compression.</summary>
internal static class GatewayUri
{
    /// <summary>The only version and encoding this library speaks.</summary>
    private const string Query = "v=10&encoding=json";

    public static Uri Complete(Uri baseUri, TransportCompression compression)
    {
        // Discord gives URLs with and without a closing slash, and without a query; both become "<host>/?…".
        string query = Inflater.QueryValue(compression) is { } value ? $"{Query}&compress={value}" : Query;
        return new UriBuilder(baseUri) { Query = query, Fragment = "" }.Uri;
    }

    /// <summary>Whether a token may travel to this address: encrypted, or never leaving this machine.</summary>
    public static bool IsSafe(Uri uri) =>
        uri.Scheme == Uri.UriSchemeWss || uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback;

    public static bool IsWebSocket(Uri uri) => uri.Scheme == Uri.UriSchemeWss || uri.Scheme == Uri.UriSchemeWs;
}

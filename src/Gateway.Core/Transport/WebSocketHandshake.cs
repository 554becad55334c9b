using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Core.Transport;

/// <summary>
/// Turns an HTTP request into a stream that goes both ways (RFC 6455, section 4). TLS, proxies and whatever else a bot's own
/// handler does lie beneath it.
/// </summary>
internal static class WebSocketHandshake
{
    /// <summary>Connects to a <c>ws://</c> or <c>wss://</c> address. Disposing of the stream drops the connection.</summary>
    /// <exception cref="HttpRequestException">It could not be reached, or does not answer as a websocket server.</exception>
    public static async Task<Stream> ConnectAsync(Uri uri, ShardOptions options, CancellationToken cancellationToken)
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        using HttpRequestMessage request = MakeRequest(uri, key, options.UserAgent);
        HttpResponseMessage response = await SendAsync(options.HttpInvoker, request, cancellationToken).ConfigureAwait(false);
        try
        {
            Check(response, key);
            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return stream.CanRead && stream.CanWrite
                ? stream
                : throw new HttpRequestException("The connection cannot be written to: the HTTP handler does not support upgrades.");
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpMessageInvoker invoker, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            // Only the header is awaited: what follows it is the stream itself. An HttpClient would read that to its end.
            return invoker is HttpClient client
                ? await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false)
                : await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (HttpRequestException or OperationCanceledException))
        {
            // A handler of somebody else's may fail in its own ways: there is no connection, whatever it says.
            throw new HttpRequestException("The HTTP handler failed.", e);
        }
    }

    private static HttpRequestMessage MakeRequest(Uri uri, string key, string userAgent)
    {
        // The scheme stays ws or wss: the framework's handler then tunnels through proxies instead of asking them to forward.
        var request = new HttpRequestMessage(HttpMethod.Get, uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", key);
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        return request;
    }

    private static void Check(HttpResponseMessage response, string key)
    {
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            HttpStatusCode status = response.StatusCode;
            string name = Enum.IsDefined(status) ? $" ({status})" : ""; // 520 and its neighbours are Cloudflare's own
            throw new UpgradeRefusedException(
                $"The server answered with {(int)status}{name} instead of an upgrade to a websocket.", status, response.Headers.RetryAfter);
        }

        Require(response, "Connection", "Upgrade", StringComparison.OrdinalIgnoreCase);
        Require(response, "Upgrade", "websocket", StringComparison.OrdinalIgnoreCase);
        Require(response, "Sec-WebSocket-Accept", AcceptOf(key), StringComparison.Ordinal);
        // Nothing of either was asked for, and neither would be understood.
        Refuse(response, "Sec-WebSocket-Extensions");
        Refuse(response, "Sec-WebSocket-Protocol");
    }

    private static string AcceptOf(string key)
    {
#pragma warning disable CA5350 // The protocol says SHA-1; it proves that the answer is to this request, and no more.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
    }

    private static void Require(HttpResponseMessage response, string header, string expected, StringComparison comparison)
    {
        if (!response.Headers.TryGetValues(header, out IEnumerable<string>? values)
            || !string.Join(',', values).Split(',', StringSplitOptions.TrimEntries).Contains(expected, StringComparer.FromComparison(comparison)))
        {
            throw new HttpRequestException($"The server's upgrade to a websocket has no valid {header} header.");
        }
    }

    private static void Refuse(HttpResponseMessage response, string header)
    {
        if (response.Headers.TryGetValues(header, out IEnumerable<string>? values) && values.Any(static value => value.Length > 0))
        {
            throw new HttpRequestException($"The server's upgrade to a websocket has a {header} header, which nobody asked for.");
        }
    }
}

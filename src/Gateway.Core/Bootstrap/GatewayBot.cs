using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Gateway.Core.Transport;

namespace Gateway.Core;

/// <summary>What Discord tells a bot before it connects: where to, with how many shards, and how often it may start sessions.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway#get-gateway-bot"/>.</remarks>
/// <param name="Url">Where to connect, without a query.</param>
/// <param name="Shards">The recommended number of shards.</param>
/// <param name="SessionStartLimit">How many sessions may be started.</param>
public sealed record GatewayBot(Uri Url, int Shards, SessionStartLimit SessionStartLimit)
{
    /// <summary>Where Discord's HTTP interface is, in the version that goes with the gateway's.</summary>
    public static Uri DefaultApiBaseAddress { get; } = new("https://discord.com/api/v10/");

    /// <summary>An answer has some 200 bytes. One that is larger than this is none.</summary>
    private const int MaxAnswerSize = 64 * 1024;

    /// <summary>Asks Discord, once. Retrying is up to the handlers in <paramref name="http"/>, or to the caller.</summary>
    /// <param name="http">Sends the request. It is not disposed of. An <see cref="HttpClient"/> keeps to its <see cref="HttpClient.Timeout"/>.</param>
    /// <param name="token">The bot's token, without a <c>Bot</c> prefix.</param>
    /// <param name="apiBaseAddress">Where Discord's HTTP interface is, with a closing slash. Default: <see cref="DefaultApiBaseAddress"/>.</param>
    /// <param name="userAgent">See <see cref="ShardOptions.UserAgent"/>.</param>
    /// <param name="allowInsecureTransport">See <see cref="ShardOptions.AllowInsecureTransport"/>. Default: off.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The token is empty or contains white space, or would travel unencrypted.</exception>
    /// <exception cref="DiscordApiException">Discord answered with an error, or with something that makes no sense.</exception>
    /// <exception cref="HttpRequestException">Discord could not be reached, or its answer did not come, or not whole.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<GatewayBot> GetAsync(
        HttpMessageInvoker http,
        string token,
        Uri? apiBaseAddress = null,
        string? userAgent = null,
        bool allowInsecureTransport = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(http);
        ShardOptionsCheck.Token(token, nameof(token));
        var uri = new Uri(apiBaseAddress ?? DefaultApiBaseAddress, "gateway/bot");
        if (!allowInsecureTransport && !GatewayUri.IsSafe(uri))
        {
            throw new ArgumentException(
                $"The token would travel unencrypted to {uri.Host}. Use https://, or allow it explicitly.", nameof(apiBaseAddress));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bot", token);
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent ?? ShardOptions.DefaultUserAgent);

        try
        {
            using HttpResponseMessage response = await SendAsync(http, request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw Refused(response.StatusCode);
            }

            await LoadAsync(response.Content, (http as HttpClient)?.Timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            return await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw Nonsense(e);
        }
    }

    /// <summary>Only the header is awaited: an HttpClient would read on for as long as the server sends.</summary>
    private static async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await (http is HttpClient client
                ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                : http.SendAsync(request, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("GET gateway/bot was not answered in time.", e); // the HttpClient's time, or that of a handler
        }
    }

    private static async Task LoadAsync(HttpContent content, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timeIsUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeIsUp.CancelAfter(timeout); // in real time, as the HttpClient's own
        try
        {
            await content.LoadIntoBufferAsync(MaxAnswerSize, timeIsUp.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded, $"The answer to GET gateway/bot did not come whole within {timeout.TotalSeconds:0.###} s.", e);
        }
    }

    private static async Task<GatewayBot> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using JsonDocument json = await JsonDocument.ParseAsync(body, default, cancellationToken).ConfigureAwait(false);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw Nonsense(e);
        }
    }

    private static DiscordApiException Nonsense(Exception e) =>
        new("The answer to GET gateway/bot makes no sense: it is not what Discord documents.", null, e);

    private static DiscordApiException Refused(HttpStatusCode status) => new(
        status == HttpStatusCode.Unauthorized
            ? "Discord does not know this token (GET gateway/bot was answered with 401)."
            : $"GET gateway/bot was answered with {(int)status} ({status}).",
        status);

    private static GatewayBot Read(JsonElement json)
    {
        string url = json.GetProperty("url").GetString() ?? "";
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || !GatewayUri.IsWebSocket(uri))
        {
            throw new FormatException("'url' is no websocket address.");
        }

        JsonElement limit = json.GetProperty("session_start_limit");
        return new GatewayBot(
            uri,
            AtLeast(1, json, "shards"),
            new SessionStartLimit(
                AtLeast(0, limit, "total"),
                AtLeast(0, limit, "remaining"),
                TimeSpan.FromMilliseconds(AtLeast(0, limit, "reset_after")),
                AtLeast(1, limit, "max_concurrency")));
    }

    private static int AtLeast(int least, JsonElement json, string name)
    {
        int value = json.GetProperty(name).GetInt32();
        return value >= least ? value : throw new FormatException($"'{name}' is {value}, which is less than {least}.");
    }
}

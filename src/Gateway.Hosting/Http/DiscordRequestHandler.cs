using System.Net.Http.Headers;

namespace Gateway.Hosting.Http;

/// <summary>
/// Authorizes requests to Discord's API, and to no other address: a bot may well fetch an attachment from elsewhere with
/// the same client. Their answers are received whole, so that one which stalls half-way counts as a failed try, and up to
/// a size, so that a broken server does not fill the memory.
/// </summary>
internal sealed class DiscordRequestHandler(DiscordGatewayOptions options) : DelegatingHandler
{
    /// <summary>The largest answers of the API have a few megabytes; files come from other addresses.</summary>
    public const int MaxAnswerSize = 32 * 1024 * 1024;

    /// <summary>The answer about the gateway has some 200 bytes.</summary>
    public const int MaxGatewayBotSize = 64 * 1024;

    private readonly Uri _gatewayBot = new(options.ApiBaseAddress.WithClosingSlash(), "gateway/bot");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsForDiscord(request.RequestUri))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        request.Headers.Authorization ??= new AuthenticationHeaderValue("Bot", options.Token);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            long limit = request.RequestUri == _gatewayBot ? MaxGatewayBotSize : MaxAnswerSize;
            await response.Content.LoadIntoBufferAsync(limit, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private bool IsForDiscord(Uri? address) => address is not null && Uri.Compare(
        address, options.ApiBaseAddress, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}

using System.Net.Http.Headers;

namespace Gateway.Hosting.Http;

/// <summary>
/// Authorizes requests to Discord's API, and to no other address: a bot may well fetch an attachment from elsewhere with
/// the same client. Their answers are received whole, so that one which stalls half-way counts as a failed try.
/// </summary>
internal sealed class DiscordRequestHandler(DiscordGatewayOptions options) : DelegatingHandler
{
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
            await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
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

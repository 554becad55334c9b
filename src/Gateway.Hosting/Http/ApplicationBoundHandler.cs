using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Hosting.Http;

/// <summary>
/// Ends requests that still run when the application has stopped. Otherwise the end of the process would wait for them:
/// resilience pipelines are disposed of only when nothing runs in them any more.
/// </summary>
internal sealed class ApplicationBoundHandler(IServiceProvider services) : DelegatingHandler
{
    private readonly CancellationToken _stopped =
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopped ?? CancellationToken.None; // none in a container without a host

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopped);
        return await base.SendAsync(request, either.Token).ConfigureAwait(false);
    }
}

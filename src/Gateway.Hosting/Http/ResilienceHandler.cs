using Polly;

namespace Gateway.Hosting.Http;

/// <summary>Sends requests through <see cref="DiscordResilience"/>.</summary>
internal sealed class ResilienceHandler(ResiliencePipeline<HttpResponseMessage> pipeline) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(DiscordResilience.Request, request);
            return await pipeline.ExecuteAsync(TrySendAsync, context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<HttpResponseMessage> TrySendAsync(ResilienceContext context) => new(base.SendAsync(
        context.Properties.GetValue(DiscordResilience.Request, null!), context.CancellationToken));
}

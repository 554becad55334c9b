using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Testing;

/// <summary>Answers upgrades on the gateway's addresses and runs the connections.</summary>
internal sealed class GatewayEndpoint(Simulation simulation, HostScope main, HostScope resume)
{
    private const string WebSocketGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3

    private readonly GatewayProtocol _protocol = new(simulation);

    public async Task HandleAsync(HttpContext context, GatewayHost host, CancellationToken stopping)
    {
        var scope = host == GatewayHost.Main ? main : resume;
        if (!await scope.LetThroughAsync(context, stopping).ConfigureAwait(false))
        {
            return;
        }

        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        string key = context.Request.Headers.SecWebSocketKey.ToString();
        string userAgent = context.Request.Headers.UserAgent.ToString();
        var query = ConnectionQuery.Parse(context.Request.Query);
        bool anonymous = userAgent.Length == 0 && simulation.Options.RequireUserAgentOnUpgrade;
        string? refusal = upgrade is not { IsUpgradableRequest: true } || key.Length == 0 ? "This address speaks websocket only."
            : anonymous ? "A User-Agent is required."
            : !query.IsEncodingKnown ? "This gateway speaks encoding=json only."
            : !query.IsCompressionKnown ? "compress is zlib-stream or zstd-stream."
            : null;
        if (refusal is not null)
        {
            context.Response.StatusCode = anonymous ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(refusal, stopping).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = Accept(key);

        // Recorded before the client has the answer: whoever is connected finds the record.
        var record = simulation.Recorder.Open(host, context.Request.QueryString.Value ?? "", userAgent);
        var stream = await UpgradeAsync(upgrade!, record).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var connection = new GatewayConnection(simulation, _protocol, record, query, stream, context.Abort);
            await connection.RunAsync(stopping).ConfigureAwait(false);
        }
    }

    private async Task<Stream> UpgradeAsync(IHttpUpgradeFeature upgrade, RecordedConnection record)
    {
        try
        {
            return await upgrade.UpgradeAsync().ConfigureAwait(false);
        }
        catch
        {
            record.EndedAt = simulation.Clock.GetUtcNow();
            throw;
        }
    }

    private static string Accept(string key)
    {
#pragma warning disable CA5350 // The handshake of RFC 6455 is defined with SHA-1; nothing is kept secret by it.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + WebSocketGuid)));
#pragma warning restore CA5350
    }
}

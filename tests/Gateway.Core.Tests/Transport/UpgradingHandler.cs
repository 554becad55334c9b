using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Core.Tests;

/// <summary>An HTTP handler that upgrades every request to a stream, or spoils its answer.</summary>
internal sealed class UpgradingHandler(Stream stream, Action<HttpResponseMessage>? spoil = null) : HttpMessageHandler
{
    public HttpRequestMessage? Request { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Request = request;
        string key = request.Headers.GetValues("Sec-WebSocket-Key").Single();
        var response = new HttpResponseMessage(HttpStatusCode.SwitchingProtocols) { Content = new Duplex(stream), RequestMessage = request };
        response.Headers.TryAddWithoutValidation("Connection", "upgrade");
        response.Headers.TryAddWithoutValidation("Upgrade", "WebSocket");
#pragma warning disable CA5350 // as the protocol says
        response.Headers.TryAddWithoutValidation(
            "Sec-WebSocket-Accept", Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))));
#pragma warning restore CA5350
        spoil?.Invoke(response);
        return Task.FromResult(response);
    }

    private sealed class Duplex(Stream stream) : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(stream);

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => stream;

        protected override Task SerializeToStreamAsync(Stream output, TransportContext? context) =>
            throw new NotSupportedException("Whoever buffers an upgraded connection waits for ever.");

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            stream.Dispose();
            base.Dispose(disposing);
        }
    }
}

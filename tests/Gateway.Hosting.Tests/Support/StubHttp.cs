using System.Net;
using System.Text;

namespace Gateway.Hosting.Tests.Support;

/// <summary>Answers requests by a script: the last answer is given for ever.</summary>
internal sealed class StubHttp(params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] script) : HttpMessageHandler
{
    private readonly Lock _lock = new(); // protects _requests
    private readonly List<(HttpMethod Method, Uri Address, string? Authorization, string UserAgent, string Body)> _requests = [];
    private readonly Signal _changed = new();

    public IReadOnlyList<(HttpMethod Method, Uri Address, string? Authorization, string UserAgent, string Body)> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public Task RequestsAsync(int count) =>
        _changed.UntilAsync(() => Requests.Count >= count ? this : null, () => $"{count} requests did not come, but {Requests.Count}.");

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer(
        HttpStatusCode status, string body = "{}", params (string Name, string Value)[] headers) => (_, _) =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            foreach ((string name, string value) in headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return Task.FromResult(response);
        };

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Fail(Exception e) =>
        (_, _) => Task.FromException<HttpResponseMessage>(e);

    /// <summary>Answers nothing, for as long as the client waits.</summary>
    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Hang() => static async (_, token) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        throw new InvalidOperationException();
    };

    /// <summary>Answers, but the body never comes.</summary>
    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Stall() => static (_, _) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StalledContent() });

    /// <summary>Answers with so many bytes, unless the client stops to read.</summary>
    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> AnswerOf(long size, Action<int>? sent = null) => (_, _) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new LargeContent(size, sent) });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        int index;
        lock (_lock)
        {
            index = Math.Min(_requests.Count, script.Length - 1);
            _requests.Add((request.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), request.Headers.UserAgent.ToString(), body));
        }

        _changed.Raise();
        return await script[index](request, cancellationToken);
    }

    private abstract class ContentOfUnknownLength : HttpContent
    {
        protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected abstract override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken);

        protected sealed override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class StalledContent : ContentOfUnknownLength
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private sealed class LargeContent(long size, Action<int>? sent) : ContentOfUnknownLength
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            byte[] chunk = new byte[1024];
            for (long left = size; left > 0; left -= chunk.Length)
            {
                sent?.Invoke(chunk.Length);
                await stream.WriteAsync(chunk, cancellationToken);
            }
        }
    }
}

using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Gateway.Testing;

/// <summary>HTTP requests of one method and path, which can fail in every way.</summary>
public sealed class RequestScope
{
    private readonly Simulation _simulation;
    private readonly string _method;
    private readonly string[] _path;

    internal RequestScope(Simulation simulation, string method, string path)
    {
        _simulation = simulation;
        _method = method;
        _path = path.Trim('/').Split('/');
    }

    /// <summary>Answers with a status and, unless <paramref name="body"/> says otherwise, a body as Discord writes it.</summary>
    /// <param name="status">The HTTP status. 204 comes without a body.</param>
    /// <param name="body">The body, of any content; empty for none.</param>
    /// <param name="contentType">The body's type. Default <c>application/json</c>.</param>
    public RequestFault AnswerWith(int status, string? body = null, string contentType = "application/json")
    {
        string text = body ?? (status == StatusCodes.Status204NoContent ? "" : ErrorOf(status));
        return Add($"answers {status}", async (context, stopping) =>
        {
            context.Response.StatusCode = status;
            if (text.Length > 0)
            {
                context.Response.ContentType = contentType;
                await context.Response.WriteAsync(text, stopping).ConfigureAwait(false);
            }
        });
    }

    /// <summary>Answers 429 with <c>retry_after</c> in the body and <c>Retry-After</c> among the headers.</summary>
    /// <param name="retryAfter">How long the client has to wait.</param>
    /// <param name="scope"><c>user</c>, <c>global</c> or <c>shared</c>. Default <c>user</c>.</param>
    public RequestFault RateLimit(TimeSpan retryAfter, string scope = "user") => Add(
        $"answers 429, retry after {retryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s",
        (context, stopping) => ApiError.RateLimitedAsync(context, retryAfter, scope, stopping));

    /// <summary>Answers 200 with something that is not JSON.</summary>
    public RequestFault AnswerNonsense() => AnswerWith(200, "<html>It works!</html>", "text/html");

    /// <summary>Answers nothing, for as long as the client waits.</summary>
    public RequestFault Hang() => Add("hangs", async (context, stopping) =>
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    });

    /// <summary>Resets the connection instead of answering.</summary>
    public RequestFault Reset() => Add("resets", static (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>The requests in words.</summary>
    public override string ToString() => $"{_method} {string.Join('/', _path)}";

    internal bool Matches(string method, string path)
    {
        string[] segments = path.Trim('/').Split('/');
        return (_method == "*" || method.Equals(_method, StringComparison.OrdinalIgnoreCase))
            && segments.Length == _path.Length
            && segments.Zip(_path).All(static pair => pair.Second == "*" || pair.First == pair.Second);
    }

    private static string ErrorOf(int status) => Encoding.UTF8.GetString(
        ApiError.Body($"{status}: {(status >= 500 ? "Internal Server Error" : status == 401 ? "Unauthorized" : "Error")}", 0));

    private RequestFault Add(string what, Func<HttpContext, CancellationToken, Task> answer)
    {
        var fault = new RequestFault(_simulation, this, $"{this} {what}", answer);
        lock (_simulation.Gate)
        {
            _simulation.RequestFaults.Add(fault);
            _simulation.Faults.Note($"{this} {what} (planned)");
        }

        return fault;
    }
}

using System.Globalization;

namespace Gateway.Testing;

/// <summary>An HTTP request the simulator received, with its answer.</summary>
/// <param name="At">When, by the simulator's clock.</param>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Path">The path below <c>/api/v10/</c>, without a query: <c>channels/123/messages</c>.</param>
/// <param name="Body">The body as text; empty if there was none.</param>
/// <param name="Status">The status of the answer; 0 if the request was never answered.</param>
public sealed record RecordedRequest(DateTimeOffset At, string Method, string Path, string Body, int Status)
{
    /// <summary>The request in short, without its body and without the tokens of interactions.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Method} {Masked.Path(Path)} → {Status}");
}

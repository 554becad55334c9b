namespace Gateway.Hosting.Http;

/// <summary>What of a request's address may be logged.</summary>
internal static class RequestPath
{
    // The longest id has 20 digits. What is longer may be the token of an interaction or a webhook.
    private const int LongestSegment = 40;

    /// <summary>The path without what may be secret in it.</summary>
    public static string Loggable(Uri? address) => address is null
        ? ""
        : string.Join('/', address.AbsolutePath.Split('/').Select(static segment => segment.Length > LongestSegment ? "…" : segment));
}

using System.Globalization;
using System.Text.Json;

namespace Gateway.Hosting.Http;

/// <summary>Reads how long an answer with 429 asks to wait.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/topics/rate-limits"/>.</remarks>
internal static class RetryAfter
{
    /// <summary>A limit that says nothing of itself, or nonsense, is waited out this long.</summary>
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(5);

    /// <summary>Longer than this no limit of Discord's lasts.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The body's <c>retry_after</c>, which has fractions; else the header, which also servers between here and Discord set.</summary>
    public static async ValueTask<TimeSpan> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        TimeSpan wait = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false) ?? ReadHeader(response, time) ?? Unsaid;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
    }

    private static async ValueTask<TimeSpan?> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            using JsonDocument json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("retry_after"u8, out JsonElement value)
                && TrySeconds(value, out double seconds)
                ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds))
                : null;
        }
        catch (JsonException)
        {
            return null; // a page of some server in between
        }
    }

    private static bool TrySeconds(JsonElement value, out double seconds)
    {
        seconds = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out seconds),
            JsonValueKind.String => double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out seconds) && double.IsFinite(seconds),
            _ => false,
        };
    }

    private static TimeSpan? ReadHeader(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}

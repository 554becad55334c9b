using System.Text.Json;
using Gateway.Core.Transport;

namespace Gateway.Core.Session;

/// <summary>Reads the little that the session needs of what Discord sends: leniently, since not every server is Discord.</summary>
internal static class ControlPayload
{
    /// <summary>The shortest beat: with one of a second, beats alone would take the half of Discord's limit on sends that commands may use.</summary>
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(2);

    /// <summary>The longest beat: with one any longer, a dead connection would be noticed too late.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(5);

    /// <summary>The beat of opcode 10, within the bounds; null if there is none.</summary>
    public static TimeSpan? ReadHeartbeatInterval(ReadOnlySpan<byte> hello)
    {
        var reader = new Utf8JsonReader(hello);
        return TryFind(ref reader, "heartbeat_interval"u8)
            && reader.TokenType == JsonTokenType.Number
            && reader.TryGetDouble(out double milliseconds)
            && milliseconds > 0
            ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, ShortestInterval.TotalMilliseconds, LongestInterval.TotalMilliseconds))
            : null;
    }

    /// <summary>The answer of opcode 9: anything but <c>true</c> means that the session is gone.</summary>
    public static bool ReadResumable(ReadOnlySpan<byte> invalidSession) => invalidSession.SequenceEqual("true"u8);

    /// <summary>What a Resume needs of READY; null for what is missing, or no websocket address.</summary>
    public static (string? SessionId, Uri? ResumeUri) ReadReady(ReadOnlySpan<byte> ready) => (
        ReadString(ready, "session_id"u8) is { Length: > 0 } id ? id : null,
        Uri.TryCreate(ReadString(ready, "resume_gateway_url"u8), UriKind.Absolute, out Uri? uri) && GatewayUri.IsWebSocket(uri) ? uri : null);

    private static string? ReadString(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            return TryFind(ref reader, name) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // no valid UTF-8, or no valid UTF-16 once unescaped
        }
    }

    /// <summary>Moves the reader to the value of a top-level key.</summary>
    private static bool TryFind(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        try
        {
            return Find(ref reader, name);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false; // a broken payload has no value either, nor has one with a key that is no valid text
        }
    }

    private static bool Find(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}

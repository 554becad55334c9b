using System.Text.Json;

namespace Gateway.Core.Session;

/// <summary>Reads the little that the session needs of what Discord sends: leniently, since not every server is Discord.</summary>
internal static class ControlPayload
{
    /// <summary>The beat of opcode 10; null if there is none that could be kept.</summary>
    public static TimeSpan? ReadHeartbeatInterval(ReadOnlySpan<byte> hello)
    {
        var reader = new Utf8JsonReader(hello);
        return TryFind(ref reader, "heartbeat_interval"u8)
            && reader.TokenType == JsonTokenType.Number
            && reader.TryGetDouble(out double milliseconds)
            && milliseconds is >= 1 and <= int.MaxValue
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
    }

    /// <summary>The answer of opcode 9: anything but <c>true</c> means that the session is gone.</summary>
    public static bool ReadResumable(ReadOnlySpan<byte> invalidSession) => invalidSession.SequenceEqual("true"u8);

    public static (string? SessionId, Uri? ResumeUri) ReadReady(ReadOnlySpan<byte> ready)
    {
        string? url = ReadString(ready, "resume_gateway_url"u8);
        return (
            ReadString(ready, "session_id"u8),
            Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "wss" or "ws" ? uri : null);
    }

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
        catch (JsonException)
        {
            return false; // a broken payload has no value either
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

using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Core;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting.Sharding.Resharding;

/// <summary>
/// What identifies an event, whichever session brings it: its name, and the id of what was created or deleted; for other
/// events all that it says.
/// </summary>
internal readonly record struct EventKey(string Name, UInt128 Identity)
{
    /// <summary>The key of an event; null for one that is about its session and no other, or answers what was asked there.</summary>
    public static EventKey? Of(in GatewayMessage message)
    {
        string name = message.Name ?? "";
        if (name is "" or "READY" or "RESUMED" || RequestAnswers.Contain(name))
        {
            return null;
        }

        ReadOnlySpan<byte> data = DataOf(message);
        ReadOnlySpan<byte> id = name.EndsWith("_CREATE", StringComparison.Ordinal) || name.EndsWith("_DELETE", StringComparison.Ordinal)
            ? JsonTopLevel.Text(data, "id"u8)
            : default;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(id.IsEmpty ? data : id, hash);
        return new EventKey(name, new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..])));
    }

    /// <summary>What the event says; of a payload that is no JSON, the whole of it.</summary>
    public static ReadOnlySpan<byte> DataOf(in GatewayMessage message)
    {
        try
        {
            return message.Data.Span;
        }
        catch (JsonException)
        {
            return message.Payload.Span;
        }
    }
}

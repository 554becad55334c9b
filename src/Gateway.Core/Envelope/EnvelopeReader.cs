using System.Text.Json;

namespace Gateway.Core.Envelope;

/// <summary>Reads the envelope of a payload: what stands before the event itself, then what stands behind it.</summary>
/// <remarks>
/// Discord writes <c>t</c>, <c>s</c>, <c>op</c>, <c>d</c>, and its documentation <c>op</c>, <c>d</c>, <c>s</c>, <c>t</c>. In
/// any order, what lies between the first three of a dispatch is taken for <c>d</c> unread, so that the cost of an event
/// nobody wants does not grow with its size. Only where unknown keys follow <c>d</c> is it skipped token by token.
/// </remarks>
internal static class EnvelopeReader
{
    /// <summary>Reads the envelope. Returns false for anything but a JSON object with an integer <c>op</c>.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> payload, out GatewayEnvelope envelope)
    {
        try
        {
            return EnvelopeHead.TryRead(payload, out envelope) || TryReadObject(payload, out envelope);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Invalid JSON, or a name that is no valid UTF-8 or UTF-16 once unescaped.
            envelope = default;
            return false;
        }
    }

    /// <summary><c>d</c> without a tail: exactly one JSON value.</summary>
    /// <exception cref="JsonException">It is not valid JSON.</exception>
    public static ReadOnlyMemory<byte> TrimTail(ReadOnlyMemory<byte> data)
    {
        var reader = new Utf8JsonReader(data.Span);
        reader.Read();
        reader.Skip();
        return data[..(int)reader.BytesConsumed];
    }

    private static bool TryReadObject(ReadOnlyMemory<byte> payload, out GatewayEnvelope envelope)
    {
        envelope = default;
        var reader = new Utf8JsonReader(payload.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        int? opcode = null;
        long? sequence = null;
        ReadOnlyMemory<byte> name = default, data = default;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("d"u8))
            {
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                var known = new GatewayEnvelope { Sequence = sequence, Name = name };
                if (EnvelopeTail.TryComplete(payload[start..], known, opcode, out envelope))
                {
                    return true;
                }

                reader.Skip();
                data = payload[start..(int)reader.BytesConsumed];
            }
            else if (reader.ValueTextEquals("op"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int value))
                {
                    return false;
                }

                opcode = value;
            }
            else if (reader.ValueTextEquals("s"u8))
            {
                reader.Read();
                sequence = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) ? value : null;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("t"u8))
            {
                reader.Read();
                name = reader.TokenType == JsonTokenType.String ? ReadName(payload, ref reader) : default;
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (opcode is null)
        {
            return false;
        }

        envelope = new GatewayEnvelope { Opcode = (GatewayOpcode)opcode.Value, Sequence = sequence, Name = name, Data = data };
        return true;
    }

    private static ReadOnlyMemory<byte> ReadName(ReadOnlyMemory<byte> payload, ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return payload.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        }

        byte[] unescaped = new byte[reader.ValueSpan.Length];
        return unescaped.AsMemory(0, reader.CopyString(unescaped));
    }
}

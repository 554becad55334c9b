using System.Text;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>One gateway message, as it was sent or received.</summary>
public sealed class RecordedFrame
{
    private readonly ReadOnlyMemory<byte> _data;

    internal RecordedFrame(DateTimeOffset at, int? opcode, string? eventName, long? sequence, ReadOnlyMemory<byte> data, bool raw = false)
    {
        At = at;
        Opcode = opcode;
        EventName = eventName;
        Sequence = sequence;
        _data = data;
        IsRaw = raw;
    }

    /// <summary>When, by the simulator's clock.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The opcode; null for a message that was no envelope.</summary>
    public int? Opcode { get; }

    /// <summary>The name of the event (<c>t</c>) of a dispatch; otherwise null.</summary>
    public string? EventName { get; }

    /// <summary>The sequence number (<c>s</c>); null where there was none.</summary>
    public long? Sequence { get; }

    /// <summary>Whether <see cref="Text"/> is the whole message rather than its <c>d</c>: junk from either side.</summary>
    public bool IsRaw { get; }

    /// <summary>The payload (<c>d</c>) as JSON text; the whole message if <see cref="IsRaw"/>. It holds the token where the client sent it.</summary>
    public string Text => Encoding.UTF8.GetString(_data.Span);

    /// <summary>The payload (<c>d</c>), parsed.</summary>
    /// <exception cref="JsonException">The message was no JSON.</exception>
    public JsonElement Data
    {
        get
        {
            using var document = JsonDocument.Parse(_data.IsEmpty ? "null"u8.ToArray() : _data);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The frame in short, for messages to people. Tokens and session ids are masked, and the payload is cut at 200 characters.</summary>
    public override string ToString()
    {
        string head = IsRaw ? "raw" : EventName is null ? $"op {Opcode}" : $"op 0 {EventName}";
        string sequence = Sequence is null ? "" : $" s={Sequence}";
        string text = Masked.Json(Text);
        return $"{head}{sequence} {(text.Length > 200 ? string.Concat(text.AsSpan(0, 200), "…") : text)}";
    }
}

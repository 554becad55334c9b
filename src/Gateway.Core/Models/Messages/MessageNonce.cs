using System.Globalization;
using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What the sender of a message gave along to recognise it: text or a number.</summary>
[JsonConverter(typeof(MessageNonceConverter))]
public readonly record struct MessageNonce
{
    /// <summary>A nonce that is text.</summary>
    /// <param name="text">The text, at most 25 characters.</param>
    public MessageNonce(string text) => Text = text;

    /// <summary>A nonce that is a number.</summary>
    /// <param name="number">The number.</param>
    public MessageNonce(long number) => Number = number;

    /// <summary>The nonce as text, whichever it is.</summary>
    public string Text { get => field ?? Number?.ToString(CultureInfo.InvariantCulture) ?? ""; }

    /// <summary>The number; null when the nonce is text.</summary>
    public long? Number { get; }

    /// <summary>The nonce as text.</summary>
    public override string ToString() => Text;
}

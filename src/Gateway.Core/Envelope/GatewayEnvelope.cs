namespace Gateway.Core.Envelope;

/// <summary>The outer object of a gateway payload: <c>op</c>, <c>s</c>, <c>t</c>, and where <c>d</c> lies. It holds slices, not copies.</summary>
internal readonly struct GatewayEnvelope
{
    public GatewayOpcode Opcode { get; init; }

    /// <summary><c>s</c>; null when missing or null.</summary>
    public long? Sequence { get; init; }

    /// <summary><c>t</c>, unescaped; empty when missing or null.</summary>
    public ReadOnlyMemory<byte> Name { get; init; }

    /// <summary><c>d</c>; empty when missing. If <see cref="DataMayHaveTail"/>, keys that follow <c>d</c> are still part of it.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Whether everything up to the envelope's closing brace was taken for <c>d</c> without parsing it.</summary>
    public bool DataMayHaveTail { get; init; }

    /// <summary>What JSON allows between its tokens.</summary>
    public static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    /// <summary>Whether a text between quotes says what its bytes are: printable ASCII, and nothing escaped.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text) =>
        !text.ContainsAnyExceptInRange((byte)' ', (byte)'~') && !text.Contains((byte)'\\');
}

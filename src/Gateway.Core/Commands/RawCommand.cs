using System.Text.Json;

namespace Gateway.Core.Commands;

/// <summary>A command that this library has no type for, as one that Discord adds later: sent as it is, in its turn and within the limits.</summary>
/// <remarks>
/// Opcodes that a session sends or receives by itself are refused, and so is <see cref="GatewayOpcode.PresenceUpdate"/>, which has
/// rules of its own: for it there is <see cref="UpdatePresence"/>.
/// </remarks>
public sealed record RawCommand : GatewayCommand
{
    /// <summary>Makes a command of an opcode and its data.</summary>
    /// <param name="opcode">The opcode it is sent with.</param>
    /// <param name="data"><c>d</c>: one JSON value in UTF-8. With the opcode around it 4,096 bytes at most.</param>
    public RawCommand(GatewayOpcode opcode, ReadOnlyMemory<byte> data)
    {
        Opcode = opcode;
        Data = data;
    }

    /// <inheritdoc/>
    public override GatewayOpcode Opcode { get; }

    /// <summary><c>d</c>: one JSON value in UTF-8.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    internal override void Validate()
    {
        if (Opcode is GatewayOpcode.Dispatch or GatewayOpcode.Heartbeat or GatewayOpcode.Identify or GatewayOpcode.PresenceUpdate
            or GatewayOpcode.Resume or GatewayOpcode.Reconnect or GatewayOpcode.InvalidSession or GatewayOpcode.Hello or GatewayOpcode.HeartbeatAck)
        {
            throw new ArgumentException(
                $"{nameof(Opcode)} is {(int)Opcode} ({Opcode}), which {(Opcode == GatewayOpcode.PresenceUpdate ? nameof(UpdatePresence) : "the session alone")} sends.", nameof(Opcode));
        }

        try
        {
            var reader = new Utf8JsonReader(Data.Span);
            reader.Read();
            reader.Skip();
            reader.Read(); // throws if something follows
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"{nameof(Data)} is not one JSON value: byte {e.BytePositionInLine} of line {e.LineNumber} does not belong there.", nameof(Data));
        }
    }

    internal override void WriteData(Utf8JsonWriter json) => json.WriteRawValue(Data.Span, skipInputValidation: true);
}

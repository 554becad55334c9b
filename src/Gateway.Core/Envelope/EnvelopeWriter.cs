using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Core.Commands;

namespace Gateway.Core.Envelope;

/// <summary>Writes what a client sends: <c>{"op":…,"d":…}</c>.</summary>
internal static class EnvelopeWriter
{
    /// <summary>The largest payload Discord accepts.</summary>
    public const int MaxPayloadSize = 4096;

    // The payload goes over a websocket, never into HTML: escaping non-ASCII text would only bring it closer to the limit.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Heartbeat(long? sequence) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"op":1,"d":{{sequence?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}"""));

    /// <param name="shard">Who identifies.</param>
    /// <param name="options">As what. Their presence is left out.</param>
    /// <param name="presence">The data of a presence as it was written before; empty for none.</param>
    /// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#identify"/>.</remarks>
    public static byte[] Identify(ShardId shard, ShardOptions options, ReadOnlyMemory<byte> presence) => Write(GatewayOpcode.Identify, (shard, options, presence), static (json, state) =>
    {
        (ShardId shard, ShardOptions options, ReadOnlyMemory<byte> presence) = state;
        json.WriteStartObject();
        json.WriteString("token"u8, options.Token);
        json.WriteStartObject("properties"u8);
        json.WriteString("os"u8, options.IdentifyProperties.Os);
        json.WriteString("browser"u8, options.IdentifyProperties.Browser);
        json.WriteString("device"u8, options.IdentifyProperties.Device);
        json.WriteEndObject();
        json.WriteNumber("large_threshold"u8, options.LargeThreshold);
        json.WriteStartArray("shard"u8);
        json.WriteNumberValue(shard.Id);
        json.WriteNumberValue(shard.Total);
        json.WriteEndArray();
        if (!presence.IsEmpty)
        {
            json.WritePropertyName("presence"u8);
            json.WriteRawValue(presence.Span, skipInputValidation: true);
        }

        json.WriteNumber("intents"u8, (ulong)options.Intents);
        json.WriteEndObject();
    });

    /// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#resume"/>.</remarks>
    public static byte[] Resume(string token, GatewaySession session) => Write(GatewayOpcode.Resume, (token, session), static (json, state) =>
    {
        json.WriteStartObject();
        json.WriteString("token"u8, state.token);
        json.WriteString("session_id"u8, state.session.Id);
        json.WriteNumber("seq"u8, state.session.Sequence);
        json.WriteEndObject();
    });

    /// <exception cref="ArgumentException">A field of the command is out of its range, or the whole is too large.</exception>
    public static byte[] Command(GatewayCommand command)
    {
        command.Validate();
        byte[] payload = WriteCommand(command);
        return payload.Length <= MaxPayloadSize ? payload : throw new ArgumentException(
            $"{command.GetType().Name} is {payload.Length} bytes as JSON; Discord accepts {MaxPayloadSize}.", nameof(command));
    }

    /// <summary>The <c>d</c> of a command, whatever is wrong with it.</summary>
    public static ReadOnlyMemory<byte> Data(GatewayCommand? command) => command is null ? default : DataOf(WriteCommand(command));

    /// <summary>The <c>d</c> of what was written here.</summary>
    public static ReadOnlyMemory<byte> DataOf(byte[] payload) => payload.AsMemory((payload.AsSpan().IndexOf("\"d\":"u8) + 4)..^1);

    private static byte[] WriteCommand(GatewayCommand command) =>
        Write(command.Opcode, command, static (json, command) => command.WriteData(json));

    private static byte[] Write<TState>(GatewayOpcode opcode, TState state, Action<Utf8JsonWriter, TState> writeData)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteNumber("op"u8, (int)opcode);
            json.WritePropertyName("d"u8);
            writeData(json, state);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

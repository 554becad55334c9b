using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>The rules for what a client may send, up to the opcode's own.</summary>
internal sealed class GatewayProtocol
{
    private readonly Simulation _simulation;
    private readonly Dictionary<int, IOpcodeHandler> _handlers;

    public GatewayProtocol(Simulation simulation)
    {
        _simulation = simulation;
        IOpcodeHandler[] handlers =
        [
            new HeartbeatHandler(simulation),
            new IdentifyHandler(simulation),
            new ResumeHandler(simulation),
            new PresenceHandler(simulation),
            new VoiceStateHandler(simulation),
            new MembersHandler(simulation),
            new SoundboardHandler(simulation),
            new ChannelInfoHandler(simulation),
        ];
        _handlers = handlers.ToDictionary(static handler => handler.Opcode);
    }

    public void Open(GatewayConnection connection)
    {
        if (!connection.Query.IsVersionKnown)
        {
            connection.Close(CloseCode.InvalidVersion, "Invalid API version.");
            return;
        }

        _simulation.Faults.At(Moment.Hello, connection, () =>
        {
            double interval = _simulation.Options.HeartbeatInterval.TotalMilliseconds;
            bool fractional = connection.Quirks.HasFlag(Quirks.FractionalInterval);
            connection.Outbox.SendControl(Opcode.Hello, Json.WriteObject(json =>
            {
                json.WritePropertyName("heartbeat_interval");
                json.WriteRawValue(interval.ToString(fractional ? "0.0" : "0", CultureInfo.InvariantCulture));
            }));
            connection.Deadlines.ExpectHeartbeats();
        });
    }

    /// <summary>
    /// One message: 1. how many there have been; 2. its size; 3. whether it is an envelope; 4. whether its opcode exists;
    /// 5. whether it may come now; 6. the opcode's own rules.
    /// </summary>
    public void Receive(GatewayConnection connection, byte[] message, bool listens, SendMeter meter)
    {
        JsonElement? envelope = Parse(message);
        int? opcode = (int?)envelope?.Integer("op");
        var data = envelope?.ValueKind == JsonValueKind.Object && envelope.Value.TryGetProperty("d", out var d) ? d : default;
        connection.Record.AddReceived(opcode is null
            ? new RecordedFrame(connection.Now, null, null, null, message, raw: true)
            : new RecordedFrame(connection.Now, opcode, null, null, data.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonText(data)));
        if (!listens)
        {
            return;
        }

        if (!meter.TryCount())
        {
            connection.Close(CloseCode.RateLimited, "Rate limited.");
        }
        else if (message.Length > _simulation.Options.MaxPayloadBytes)
        {
            connection.Close(CloseCode.DecodeError, "The payload is too large.");
        }
        else if (opcode is null)
        {
            connection.Close(CloseCode.DecodeError, "Error while decoding payload.");
        }
        else if (!_handlers.TryGetValue(opcode.Value, out var handler))
        {
            connection.Close(CloseCode.UnknownOpcode, "Unknown opcode.");
        }
        else if (connection.Session is null && !handler.BeforeIdentify)
        {
            connection.Close(CloseCode.NotAuthenticated, "Not authenticated.");
        }
        else
        {
            handler.Handle(connection, data);
        }
    }

    private static byte[] JsonText(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());

    private static JsonElement? Parse(byte[] message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Not JSON is an outcome here, not an error: the caller closes with 4002.
            return null;
        }
    }
}

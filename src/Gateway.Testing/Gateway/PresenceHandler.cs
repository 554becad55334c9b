using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Opcode 3. It is recorded; more than Discord takes (5 in 20 s) is dropped without a word, so nothing shows.</summary>
internal sealed class PresenceHandler : IOpcodeHandler
{
    public int Opcode => Testing.Opcode.PresenceUpdate;

    public bool BeforeIdentify => false;

    public void Handle(GatewayConnection connection, JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object
            || data.String("status") is null
            || !data.TryGetProperty("activities", out var activities) || activities.ValueKind != JsonValueKind.Array)
        {
            connection.Close(CloseCode.UnknownOpcode, "A presence needs a status and activities.");
        }
    }
}

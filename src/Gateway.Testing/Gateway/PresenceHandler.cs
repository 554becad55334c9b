using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Opcode 3: what the bot's status and activities are from now on. More than Discord takes is ignored without a word.</summary>
internal sealed class PresenceHandler(Simulation simulation) : IOpcodeHandler
{
    private static readonly string[] Statuses = ["online", "idle", "dnd", "invisible", "offline"];

    public int Opcode => Testing.Opcode.PresenceUpdate;

    public bool BeforeIdentify => false;

    public static bool IsPresence(JsonElement data) =>
        data.String("status") is { } status && Statuses.Contains(status)
        && data.TryGetProperty("activities", out var activities) && activities.ValueKind == JsonValueKind.Array;

    public void Handle(GatewayConnection connection, JsonElement data)
    {
        if (!IsPresence(data))
        {
            connection.Close(CloseCode.UnknownOpcode, "A presence needs a status and activities.");
            return;
        }

        bool taken = connection.Presences.TryCount();
        simulation.Recorder.Add(new RecordedPresence(connection.Now, connection.Record, data.String("status")!, !taken, data.Clone()));
        if (taken)
        {
            simulation.ShowPresence(connection.Session!, data);
        }
    }
}

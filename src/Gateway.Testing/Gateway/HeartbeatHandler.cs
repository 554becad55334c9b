using System.Text.Json;

namespace Gateway.Testing;

internal sealed class HeartbeatHandler(Simulation simulation) : IOpcodeHandler
{
    public int Opcode => Testing.Opcode.Heartbeat;

    public bool BeforeIdentify => true;

    public void Handle(GatewayConnection connection, JsonElement data)
    {
        long? sequence = data.ValueKind == JsonValueKind.Number && data.TryGetInt64(out long number) ? number : null;
        connection.Record.AddHeartbeat(new RecordedHeartbeat(connection.Now, sequence));
        connection.Deadlines.HeartbeatCame();
        simulation.Faults.At(Moment.HeartbeatAck, connection, () => connection.Outbox.SendControl(Testing.Opcode.HeartbeatAck, null));
    }
}

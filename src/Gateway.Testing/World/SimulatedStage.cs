namespace Gateway.Testing;

/// <summary>What goes on in a stage channel.</summary>
internal sealed class SimulatedStage(ulong id, SimulatedChannel channel, string topic)
{
    public ulong Id { get; } = id;

    public SimulatedChannel Channel { get; } = channel;

    public string Topic { get; set; } = topic;
}

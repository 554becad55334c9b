using Gateway.Core;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting.Sharding;

/// <summary>Decides whether handlers see an event, while two fleets of shards receive the same ones.</summary>
internal interface IEventGate
{
    /// <summary>Whether handlers see this event. Called by the loops that read shards, each in the order of its events.</summary>
    Admission Admit(ShardRunner runner, in GatewayMessage message);
}

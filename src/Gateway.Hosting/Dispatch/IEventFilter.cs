using Gateway.Core;

namespace Gateway.Hosting.Dispatch;

/// <summary>Decides which events of a shard handlers see.</summary>
internal interface IEventFilter
{
    /// <summary>Whether handlers are to see an event.</summary>
    Admission Admit(in GatewayMessage message);
}

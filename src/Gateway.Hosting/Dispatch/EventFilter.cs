using Gateway.Core;

namespace Gateway.Hosting.Dispatch;

/// <summary>Whether handlers are to see an event.</summary>
internal delegate Admission EventFilter(in GatewayMessage message);

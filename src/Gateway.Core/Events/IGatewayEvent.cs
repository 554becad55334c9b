namespace Gateway.Core.Events;

/// <summary>An event that Discord dispatches. <see cref="EventCatalog"/> lists the types.</summary>
public interface IGatewayEvent;

using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An entitlement changed.</summary>
/// <remarks>
/// <para>For subscriptions only when they end, not when they are renewed. Sent to shard 0 only.</para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#entitlement-update">Discord's page</see></para>
/// </remarks>
public sealed record EntitlementUpdate : Entitlement, IGuildEvent, IUserEvent;

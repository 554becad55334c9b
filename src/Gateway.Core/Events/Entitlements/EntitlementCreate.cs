using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An entitlement was granted.</summary>
/// <remarks>
/// <para>Sent to shard 0 only.</para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#entitlement-create">Discord's page</see></para>
/// </remarks>
public sealed record EntitlementCreate : Entitlement, IGuildEvent, IUserEvent;

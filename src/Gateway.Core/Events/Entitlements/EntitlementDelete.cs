using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An entitlement was withdrawn.</summary>
/// <remarks>
/// <para>After a refund or removal; running out deletes nothing. Sent to shard 0 only.</para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#entitlement-delete">Discord's page</see></para>
/// </remarks>
public sealed record EntitlementDelete : Entitlement, IGuildEvent, IUserEvent;

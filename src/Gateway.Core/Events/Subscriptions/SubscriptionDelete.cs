using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A subscription was deleted.</summary>
/// <remarks>
/// <para>Sent to shard 0 only.</para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#subscription-delete">Discord's page</see></para>
/// </remarks>
public sealed record SubscriptionDelete : Subscription, IUserEvent
{
    Snowflake? IUserEvent.UserId => UserId;
}

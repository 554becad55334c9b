using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A subscription was made.</summary>
/// <remarks>
/// <para>It may still be inactive. Sent to shard 0 only.</para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#subscription-create">Discord's page</see></para>
/// </remarks>
public sealed record SubscriptionCreate : Subscription, IUserEvent
{
    Snowflake? IUserEvent.UserId => UserId;
}

using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A thread was made, or the bot was added to one or gained access to it.</summary>
/// <remarks>
/// <para>May repeat for threads known already.</para>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#thread-create">Discord's page</see></para>
/// </remarks>
public sealed record ThreadCreate : Channel, IGuildEvent, IChannelEvent
{
    /// <summary>True for a new thread; absent when the bot was added to it or gained access.</summary>
    public bool? NewlyCreated { get; init; }

    Snowflake? IChannelEvent.ChannelId => Id;

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(NewlyCreated);
    }
}

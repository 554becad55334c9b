using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An invite was deleted.</summary>
/// <remarks>
/// <para>
/// Needs <see cref="GatewayIntents.GuildInvites"/>, and the permission <see cref="Permissions.ManageChannels"/> in
/// the channel.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#invite-delete">Discord's page</see></para>
/// </remarks>
public sealed record InviteDelete : DiscordObject, IGuildEvent, IChannelEvent
{
    /// <summary>Channel it led to.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Guild it led to.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Code.</summary>
    public required string Code { get; init; }

    Snowflake? IChannelEvent.ChannelId => ChannelId;

    private protected override void Describe(Description it)
    {
        it.Add(ChannelId);
        it.Add(GuildId);
    }
}

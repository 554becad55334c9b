using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A user joined a guild.</summary>
/// <remarks>
/// <para>May repeat for members known already.</para>
/// <para>Needs <see cref="GatewayIntents.GuildMembers"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-member-add">Discord's page</see></para>
/// </remarks>
public sealed record GuildMemberAdd : GuildMember, IGuildEvent, IUserEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IUserEvent.UserId => User?.Id;

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(GuildId);
    }
}

using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>The bot gained access to channels; these are their active threads.</summary>
/// <remarks>
/// <para>Forget every known thread of the named parents (of the guild, when none is named), then take these.</para>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#thread-list-sync">Discord's page</see></para>
/// </remarks>
public sealed record ThreadListSync : DiscordObject, IGuildEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>
    /// Parent channels that are synchronised, also those without threads; null for the whole guild.
    /// </summary>
    public IReadOnlyList<Snowflake>? ChannelIds { get; init; }

    /// <summary>All active threads of those channels that the bot can see.</summary>
    public IReadOnlyList<Channel> Threads { get => field ?? []; init; }

    /// <summary>The bot's own memberships in them.</summary>
    public IReadOnlyList<ThreadMember> Members { get => field ?? []; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(Threads.Count);
    }
}

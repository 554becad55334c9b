using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A guild's emojis changed.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildExpressions"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-emojis-update">Discord's page</see></para>
/// </remarks>
public sealed record GuildEmojisUpdate : DiscordObject, IGuildEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>All emojis there are now.</summary>
    public IReadOnlyList<Emoji> Emojis { get => field ?? []; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(Emojis.Count);
    }
}

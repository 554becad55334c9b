using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A guild's stickers changed.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildExpressions"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-stickers-update">Discord's page</see></para>
/// </remarks>
public sealed record GuildStickersUpdate : DiscordObject, IGuildEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>All stickers there are now.</summary>
    public IReadOnlyList<Sticker> Stickers { get => field ?? []; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(Stickers.Count);
    }
}

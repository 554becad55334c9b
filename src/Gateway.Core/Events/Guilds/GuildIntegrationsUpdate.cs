using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An integration of a guild changed.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildIntegrations"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-integrations-update">Discord's page</see></para>
/// </remarks>
public sealed record GuildIntegrationsUpdate : DiscordObject, IGuildEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it) => it.Add(GuildId);
}

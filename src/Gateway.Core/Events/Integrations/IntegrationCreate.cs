using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An integration was added to a guild.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildIntegrations"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#integration-create">Discord's page</see></para>
/// </remarks>
public sealed record IntegrationCreate : Integration, IGuildEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(GuildId);
    }
}

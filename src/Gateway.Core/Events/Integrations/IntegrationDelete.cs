using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An integration was removed.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildIntegrations"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#integration-delete">Discord's page</see></para>
/// </remarks>
public sealed record IntegrationDelete : DiscordObject, IGuildEvent
{
    /// <summary>Integration that is gone; see <see cref="Integration.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Application of a bot's integration.</summary>
    public Snowflake? ApplicationId { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
    }
}

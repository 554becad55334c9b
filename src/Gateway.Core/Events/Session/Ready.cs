using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A new session has begun.</summary>
/// <remarks>
/// <para>
/// Answers identifying, never resuming. Guilds are stubs; a <see cref="GuildCreate"/> or, in an outage, a
/// <see cref="GuildDelete"/> follows for each.
/// </para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#ready">Discord's page</see></para>
/// </remarks>
public sealed record Ready : DiscordObject, IGatewayEvent
{
    /// <summary>Version of the gateway in use.</summary>
    public int V { get; init; }

    /// <summary>The bot.</summary>
    public required User User { get; init; }

    /// <summary>Guilds the bot is in, as stubs; a <see cref="GuildCreate"/> follows for each.</summary>
    public IReadOnlyList<UnavailableGuild> Guilds { get => field ?? []; init; }

    /// <summary>Session, for resuming.</summary>
    public required string SessionId { get; init; }

    /// <summary>Where to resume: an address without query.</summary>
    public string ResumeGatewayUrl { get => field ?? ""; init; }

    /// <summary>Id of the shard and number of shards, as they were identified with.</summary>
    public IReadOnlyList<int>? Shard { get; init; }

    /// <summary>The bot's application, with id and flags.</summary>
    public Application Application { get => field ?? Application.Nothing; init; }

    private protected override void Describe(Description it)
    {
        it.Add(User.Id);
        it.Add(Guilds.Count);
        it.Add(V);
    }
}

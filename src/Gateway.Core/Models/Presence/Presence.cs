using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What a user is doing and where. Discord checks nothing here: only the user's id is certain.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#presence-update">Discord's page</see></remarks>
public record Presence : DiscordObject
{
    /// <summary>The user; only the id is certain.</summary>
    public required User User { get => field ?? User.Nobody; init; }

    /// <summary>Guild; absent within a guild's presence list.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Overall status; null when it was not sent.</summary>
    public PresenceStatus? Status { get; init; }

    /// <summary>What the user is doing, most relevant first; an activity that cannot be read is left out.</summary>
    [JsonConverter(typeof(ActivityListConverter))]
    public IReadOnlyList<Activity> Activities { get => field ?? []; init; }

    /// <summary>Status by platform.</summary>
    public ClientStatus ClientStatus { get => field ?? new(); init; }

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(User.Id);
        it.Add(Status);
    }
}

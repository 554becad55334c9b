namespace Gateway.Core.Models;

/// <summary>Lockdowns of a guild, and raids noticed in it.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#incidents-data-object">Discord's page</see></remarks>
public sealed record IncidentsData : DiscordObject
{
    /// <summary>When invites work again; null when they are not paused.</summary>
    public DateTimeOffset? InvitesDisabledUntil { get; init; }

    /// <summary>When members can write to each other directly again; null when that is not paused.</summary>
    public DateTimeOffset? DmsDisabledUntil { get; init; }

    /// <summary>When spam by direct message was noticed.</summary>
    public DateTimeOffset? DmSpamDetectedAt { get; init; }

    /// <summary>When a raid was noticed.</summary>
    public DateTimeOffset? RaidDetectedAt { get; init; }
}

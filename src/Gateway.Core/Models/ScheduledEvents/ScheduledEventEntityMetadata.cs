namespace Gateway.Core.Models;

/// <summary>Place of an event outside Discord.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-entity-metadata">Discord's page</see></remarks>
public sealed record ScheduledEventEntityMetadata : DiscordObject
{
    /// <summary>Place, 1–100 characters.</summary>
    public string? Location { get; init; }
}

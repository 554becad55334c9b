namespace Gateway.Core.Models;

/// <summary>Details of an action; only keys that fit its kind are set.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-action-object-action-metadata">Discord's page</see></remarks>
public sealed record AutoModActionMetadata : DiscordObject
{
    /// <summary>Where an alert goes.</summary>
    public Snowflake? ChannelId { get; init; }

    /// <summary>Seconds of a time-out, at most 2,419,200 (four weeks).</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>What the author of a blocked message is told, at most 150 characters.</summary>
    public string? CustomMessage { get; init; }

    private protected override void Describe(Description it) => it.Add(ChannelId);
}

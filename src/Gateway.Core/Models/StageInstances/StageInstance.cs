namespace Gateway.Core.Models;

/// <summary>A stage that is live.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/stage-instance#stage-instance-object">Discord's page</see></remarks>
public record StageInstance : DiscordObject
{
    /// <summary>The stage instance.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Its guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Its stage channel.</summary>
    public required Snowflake ChannelId { get; init; }

    /// <summary>Topic, 1–120 characters.</summary>
    public string Topic { get => field ?? ""; init; }

    /// <summary>Who can see it.</summary>
    public StagePrivacyLevel PrivacyLevel { get; init; }

    /// <summary>Deprecated.</summary>
    public bool DiscoverableDisabled { get; init; }

    /// <summary>Scheduled event behind it.</summary>
    public Snowflake? GuildScheduledEventId { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(ChannelId);
    }
}

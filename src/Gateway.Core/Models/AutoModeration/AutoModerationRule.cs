namespace Gateway.Core.Models;

/// <summary>A rule of a guild's auto moderation.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-rule-object">Discord's page</see></remarks>
public record AutoModerationRule : DiscordObject
{
    /// <summary>The rule.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Its guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Who made it.</summary>
    public Snowflake CreatorId { get; init; }

    /// <summary>What is checked.</summary>
    public AutoModEventType EventType { get; init; }

    /// <summary>What it looks for.</summary>
    public AutoModTriggerType TriggerType { get; init; }

    /// <summary>Details of what it looks for.</summary>
    public AutoModTriggerMetadata TriggerMetadata { get => field ?? new(); init; }

    /// <summary>What it does.</summary>
    public IReadOnlyList<AutoModAction> Actions { get => field ?? []; init; }

    /// <summary>Whether it is on.</summary>
    public bool Enabled { get; init; }

    /// <summary>Roles it leaves alone, at most 20.</summary>
    public IReadOnlyList<Snowflake> ExemptRoles { get => field ?? []; init; }

    /// <summary>Channels it leaves alone, at most 50.</summary>
    public IReadOnlyList<Snowflake> ExemptChannels { get => field ?? []; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(TriggerType);
        it.Add(Enabled);
    }
}

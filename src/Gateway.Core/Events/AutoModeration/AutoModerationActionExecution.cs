using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An auto moderation rule acted.</summary>
/// <remarks>
/// <para>One event for each action, so that one message can cause several.</para>
/// <para>
/// Needs <see cref="GatewayIntents.AutoModerationExecution"/>, and the permission
/// <see cref="Permissions.ManageGuild"/>.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#auto-moderation-action-execution">Discord's page</see></para>
/// </remarks>
public sealed record AutoModerationActionExecution : DiscordObject, IGuildEvent, IChannelEvent, IUserEvent
{
    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>What was done.</summary>
    public AutoModAction Action { get => field ?? new(); init; }

    /// <summary>Rule that acted.</summary>
    public required Snowflake RuleId { get; init; }

    /// <summary>What the rule looks for.</summary>
    public AutoModTriggerType RuleTriggerType { get; init; }

    /// <summary>Who triggered it.</summary>
    public required Snowflake UserId { get; init; }

    /// <summary>Where the text was written.</summary>
    public Snowflake? ChannelId { get; init; }

    /// <summary>Message that triggered it; absent when it was blocked or there was none.</summary>
    public Snowflake? MessageId { get; init; }

    /// <summary>Alert that was posted; alerts only.</summary>
    public Snowflake? AlertSystemMessageId { get; init; }

    /// <summary>Text that triggered it; empty without <see cref="GatewayIntents.MessageContent"/>.</summary>
    public string Content { get => field ?? ""; init; }

    /// <summary>Word or phrase of the rule that was met.</summary>
    public string? MatchedKeyword { get; init; }

    /// <summary>Part of the text that met it; empty without <see cref="GatewayIntents.MessageContent"/>.</summary>
    public string? MatchedContent { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    Snowflake? IUserEvent.UserId => UserId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(RuleId);
        it.Add(UserId);
        it.Add(ChannelId);
        it.Add(MessageId);
        it.Add(RuleTriggerType);
    }
}

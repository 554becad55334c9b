namespace Gateway.Core.Models;

/// <summary>Details of an audited action; which are set depends on the action. Numbers come as text.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/audit-log#audit-log-entry-object-optional-audit-entry-info">Discord's page</see></remarks>
public sealed record AuditLogOptions : DiscordObject
{
    /// <summary>Application whose command permissions changed.</summary>
    public Snowflake? ApplicationId { get; init; }

    /// <summary>Rule that acted.</summary>
    public string? AutoModerationRuleName { get; init; }

    /// <summary><see cref="AutoModTriggerType"/> of that rule, as digits.</summary>
    public string? AutoModerationRuleTriggerType { get; init; }

    /// <summary>Channel where it happened.</summary>
    public Snowflake? ChannelId { get; init; }

    /// <summary>How many were affected, as digits.</summary>
    public string? Count { get; init; }

    /// <summary>Days of inactivity before pruning, as digits.</summary>
    public string? DeleteMemberDays { get; init; }

    /// <summary>Role or member of the permission overwrite.</summary>
    public Snowflake? Id { get; init; }

    /// <summary>Members pruned, as digits.</summary>
    public string? MembersRemoved { get; init; }

    /// <summary>Message concerned.</summary>
    public Snowflake? MessageId { get; init; }

    /// <summary>Name of the overwrite's role, if it is one.</summary>
    public string? RoleName { get; init; }

    /// <summary><c>0</c> when the overwrite is for a role, <c>1</c> for a member.</summary>
    public string? Type { get; init; }

    /// <summary>Kind of integration that acted.</summary>
    public string? IntegrationType { get; init; }

    /// <summary>New status of the voice channel.</summary>
    public string? Status { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(ChannelId);
        it.Add(MessageId);
    }
}

namespace Gateway.Core.Models;

/// <summary>An entry of a guild's audit log.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/audit-log#audit-log-entry-object">Discord's page</see></remarks>
public record AuditLogEntry : DiscordObject
{
    /// <summary>What was changed, usually a snowflake.</summary>
    public string? TargetId { get; init; }

    /// <summary>What changed, key by key.</summary>
    public IReadOnlyList<AuditLogChange>? Changes { get; init; }

    /// <summary>Who did it.</summary>
    public Snowflake? UserId { get; init; }

    /// <summary>The entry.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>What was done.</summary>
    public AuditLogEvent ActionType { get; init; }

    /// <summary>Details that some actions have.</summary>
    public AuditLogOptions? Options { get; init; }

    /// <summary>Reason given, 1–512 characters.</summary>
    public string? Reason { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(ActionType);
        it.Add(UserId);
    }
}

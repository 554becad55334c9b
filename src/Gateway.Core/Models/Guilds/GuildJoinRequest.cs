namespace Gateway.Core.Models;

/// <summary>A request to join a guild that admits members by hand. A draft of Discord's: it may change.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild">Discord's page</see></remarks>
public sealed record GuildJoinRequest : DiscordObject
{
    /// <summary>The request.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary><c>STARTED</c>, <c>SUBMITTED</c>, <c>APPROVED</c> or <c>REJECTED</c>.</summary>
    public string? ApplicationStatus { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? RejectionReason { get; init; }

    /// <summary>Guild asked.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Who asks.</summary>
    public required Snowflake UserId { get; init; }

    /// <summary>Who asks.</summary>
    public User? User { get; init; }

    /// <summary>Answers given.</summary>
    public IReadOnlyList<FormFieldResponse>? FormResponses { get; init; }

    /// <summary>Who decided.</summary>
    public User? ActionedByUser { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(UserId);
    }
}

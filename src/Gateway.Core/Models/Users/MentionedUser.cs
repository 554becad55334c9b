namespace Gateway.Core.Models;

/// <summary>A user mentioned in a message, with member data.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#message-create">Discord's page</see></remarks>
public sealed record MentionedUser : User
{
    /// <summary>Member data without the user; in guild messages only.</summary>
    public GuildMember? Member { get; init; }
}

namespace Gateway.Core.Models;

/// <summary>What a rule does when it is met.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-action-object">Discord's page</see></remarks>
public sealed record AutoModAction : DiscordObject
{
    /// <summary>What is done.</summary>
    public AutoModActionType Type { get; init; }

    /// <summary>Details of what is done.</summary>
    public AutoModActionMetadata? Metadata { get; init; }
}

namespace Gateway.Core.Models;

/// <summary>The command that a message answers.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-interaction-metadata-object-application-command-interaction-metadata-structure">Discord's page</see></remarks>
public sealed record ApplicationCommandInteractionMetadata : MessageInteractionMetadata
{
    /// <inheritdoc/>
    public override InteractionType Type => InteractionType.ApplicationCommand;

    /// <summary>User that a user command was run on.</summary>
    public User? TargetUser { get; init; }

    /// <summary>Message that a message command was run on.</summary>
    public Snowflake? TargetMessageId { get; init; }
}

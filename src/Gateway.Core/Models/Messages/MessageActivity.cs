namespace Gateway.Core.Models;

/// <summary>A rich-presence invite within a message.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-object-message-activity-structure">Discord's page</see></remarks>
public sealed record MessageActivity : DiscordObject
{
    /// <summary>What the invite is for.</summary>
    public MessageActivityType Type { get; init; }

    /// <summary>Party of the rich presence.</summary>
    public string? PartyId { get; init; }
}

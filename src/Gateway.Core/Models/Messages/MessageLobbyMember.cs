namespace Gateway.Core.Models;

/// <summary>How a lobby shows the author of a message. Not in Discord's tables: it may change.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-object">Discord's page</see></remarks>
public sealed record MessageLobbyMember : DiscordObject
{
    /// <summary>Name used in the lobby.</summary>
    public string AdditionalName { get => field ?? ""; init; }
}

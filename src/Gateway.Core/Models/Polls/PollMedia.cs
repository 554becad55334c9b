namespace Gateway.Core.Models;

/// <summary>What a question or an answer of a poll says.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/poll#poll-media-object">Discord's page</see></remarks>
public sealed record PollMedia : DiscordObject
{
    /// <summary>Text, at most 300 characters for the question and 55 for an answer.</summary>
    public string? Text { get; init; }

    /// <summary>Emoji of an answer.</summary>
    public Emoji? Emoji { get; init; }
}

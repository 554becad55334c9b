namespace Gateway.Core.Models;

/// <summary>Field of an embed.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#embed-object-embed-field-structure">Discord's page</see></remarks>
public sealed record EmbedField : DiscordObject
{
    /// <summary>
    /// Heading, at most 256 characters. The embed of a finished poll uses fixed names such as
    /// <c>poll_question_text</c> and <c>total_votes</c>.
    /// </summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Text, at most 1024 characters.</summary>
    public string Value { get => field ?? ""; init; }

    /// <summary>Whether it may stand beside its neighbours.</summary>
    public bool? Inline { get; init; }
}

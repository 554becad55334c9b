namespace Gateway.Core.Models;

/// <summary>An embed. All texts of all embeds of a message together have at most 6000 characters.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#embed-object">Discord's page</see></remarks>
public sealed record Embed : DiscordObject
{
    /// <summary>Title, at most 256 characters.</summary>
    public string? Title { get; init; }

    /// <summary>What kind it is; <see cref="EmbedType.Rich"/> for those that bots send.</summary>
    public EmbedType? Type { get; init; }

    /// <summary>Text, at most 4096 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Link behind the title.</summary>
    public string? Url { get; init; }

    /// <summary>Time shown in the footer.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>RGB colour of the bar.</summary>
    public int? Color { get; init; }

    /// <summary>Footer.</summary>
    public EmbedFooter? Footer { get; init; }

    /// <summary>Image.</summary>
    public EmbedImage? Image { get; init; }

    /// <summary>Small image.</summary>
    public EmbedImage? Thumbnail { get; init; }

    /// <summary>Video.</summary>
    public EmbedVideo? Video { get; init; }

    /// <summary>Site it was taken from.</summary>
    public EmbedProvider? Provider { get; init; }

    /// <summary>Author.</summary>
    public EmbedAuthor? Author { get; init; }

    /// <summary>Fields, at most 25.</summary>
    public IReadOnlyList<EmbedField>? Fields { get; init; }

    /// <summary>Flag bits.</summary>
    public EmbedFlags? Flags { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Type);
        it.Add(Fields?.Count);
    }
}

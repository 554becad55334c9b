using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of embed. Discord calls it unreliable; an unknown one keeps its text.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#embed-object-embed-types">Discord's page</see></remarks>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(TextValueConverter<EmbedType>))]
public readonly record struct EmbedType(string Value) : ITextValue<EmbedType>
{
    /// <summary>Written by a bot or webhook.</summary>
    public static EmbedType Rich { get; } = new("rich");

    /// <summary>Image.</summary>
    public static EmbedType Image { get; } = new("image");

    /// <summary>Video.</summary>
    public static EmbedType Video { get; } = new("video");

    /// <summary>GIF played as video.</summary>
    public static EmbedType Gifv { get; } = new("gifv");

    /// <summary>Article.</summary>
    public static EmbedType Article { get; } = new("article");

    /// <summary>Link.</summary>
    public static EmbedType Link { get; } = new("link");

    /// <summary>Result of a poll.</summary>
    public static EmbedType PollResult { get; } = new("poll_result");

    /// <summary>The text on the wire.</summary>
    public string Value { get => field ?? ""; } = Value;

    /// <inheritdoc/>
    public override string ToString() => Value;

    static EmbedType ITextValue<EmbedType>.From(string value) => new(value);
}

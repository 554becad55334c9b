namespace Gateway.Core.Models;

/// <summary>The part of a sticker needed to draw it.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/sticker#sticker-item-object">Discord's page</see></remarks>
public sealed record StickerItem : DiscordObject
{
    /// <summary>The sticker.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>File format.</summary>
    public StickerFormatType FormatType { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(FormatType);
    }
}

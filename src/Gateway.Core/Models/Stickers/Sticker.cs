namespace Gateway.Core.Models;

/// <summary>A sticker, from a guild or from one of Discord's packs.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/sticker#sticker-object">Discord's page</see></remarks>
public sealed record Sticker : DiscordObject
{
    /// <summary>The sticker.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Pack of a standard sticker.</summary>
    public Snowflake? PackId { get; init; }

    /// <summary>Name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>What it shows.</summary>
    public string? Description { get; init; }

    /// <summary>Words it is found by, at most 200 characters, by custom separated by commas.</summary>
    public string Tags { get => field ?? ""; init; }

    /// <summary>Standard or a guild's own.</summary>
    public StickerType Type { get; init; }

    /// <summary>File format.</summary>
    public StickerFormatType FormatType { get; init; }

    /// <summary>False when the guild lost the boosts it depends on.</summary>
    public bool? Available { get; init; }

    /// <summary>Guild of a guild sticker.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Who uploaded a guild sticker.</summary>
    public User? User { get; init; }

    /// <summary>Place within a standard pack.</summary>
    public int? SortValue { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(FormatType);
    }
}

namespace Gateway.Core.Models;

/// <summary>A soundboard sound, of a guild or one of Discord's defaults.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/soundboard#soundboard-sound-object">Discord's page</see></remarks>
public record SoundboardSound : DiscordObject
{
    /// <summary>Name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>The sound; Discord's default sounds have very small ids.</summary>
    public required Snowflake SoundId { get; init; }

    /// <summary>Loudness, 0 to 1.</summary>
    public double Volume { get; init; }

    /// <summary>Custom emoji; null for a Unicode emoji or none.</summary>
    public Snowflake? EmojiId { get; init; }

    /// <summary>Unicode character; null when the emoji is custom or none is set.</summary>
    public string? EmojiName { get; init; }

    /// <summary>Guild; absent for default sounds.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>False when the guild lost the boosts it depends on.</summary>
    public bool Available { get; init; }

    /// <summary>Who uploaded it.</summary>
    public User? User { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(SoundId);
        it.Add(GuildId);
    }
}

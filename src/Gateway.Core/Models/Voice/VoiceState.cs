namespace Gateway.Core.Models;

/// <summary>A user's connection to voice.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/voice#voice-state-object">Discord's page</see></remarks>
public record VoiceState : DiscordObject
{
    /// <summary>Guild; absent within a guild's list.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Voice channel; null after leaving.</summary>
    public Snowflake? ChannelId { get; init; }

    /// <summary>User.</summary>
    public required Snowflake UserId { get; init; }

    /// <summary>The user as a member.</summary>
    public GuildMember? Member { get; init; }

    /// <summary>Session of the voice connection, not of the gateway.</summary>
    public string SessionId { get => field ?? ""; init; }

    /// <summary>Whether deafened by a moderator.</summary>
    public bool Deaf { get; init; }

    /// <summary>Whether muted by a moderator.</summary>
    public bool Mute { get; init; }

    /// <summary>Whether deafened by itself.</summary>
    public bool SelfDeaf { get; init; }

    /// <summary>Whether muted by itself.</summary>
    public bool SelfMute { get; init; }

    /// <summary>Whether sharing the screen.</summary>
    public bool? SelfStream { get; init; }

    /// <summary>Whether the camera is on.</summary>
    public bool SelfVideo { get; init; }

    /// <summary>Whether listening on a stage only.</summary>
    public bool Suppress { get; init; }

    /// <summary>When the user asked to speak on the stage.</summary>
    public DateTimeOffset? RequestToSpeakTimestamp { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(UserId);
        it.Add(GuildId);
        it.Add(ChannelId);
    }
}

namespace Gateway.Core.Models;

/// <summary>A call in a private channel.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-call-object">Discord's page</see></remarks>
public sealed record MessageCall : DiscordObject
{
    /// <summary>Users who took part.</summary>
    public IReadOnlyList<Snowflake> Participants { get => field ?? []; init; }

    /// <summary>End of the call; null while it goes on.</summary>
    public DateTimeOffset? EndedTimestamp { get; init; }
}

namespace Gateway.Core.Models;

/// <summary>Something a user is doing. All texts come from the user's client; do not trust them.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#activity-object">Discord's page</see></remarks>
public sealed record Activity : DiscordObject
{
    /// <summary>Name of the game, song service, or activity.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>What the user does with it.</summary>
    public ActivityType Type { get; init; }

    /// <summary>Stream on Twitch or YouTube; checked only when <see cref="Type"/> is streaming.</summary>
    public string? Url { get; init; }

    /// <summary>When it was added to the session, in Unix milliseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Start and end.</summary>
    public ActivityTimestamps? Timestamps { get; init; }

    /// <summary>Application of the game.</summary>
    public Snowflake? ApplicationId { get; init; }

    /// <summary>Which text stands in the member list.</summary>
    public StatusDisplayType? StatusDisplayType { get; init; }

    /// <summary>What the player is doing.</summary>
    public string? Details { get; init; }

    /// <summary>Link behind <see cref="Details"/>.</summary>
    public string? DetailsUrl { get; init; }

    /// <summary>State of the party, or the text of a custom status.</summary>
    public string? State { get; init; }

    /// <summary>Link behind <see cref="State"/>.</summary>
    public string? StateUrl { get; init; }

    /// <summary>Emoji of a custom status.</summary>
    public ActivityEmoji? Emoji { get; init; }

    /// <summary>Party the player is in.</summary>
    public ActivityParty? Party { get; init; }

    /// <summary>Images and their texts.</summary>
    public ActivityAssets? Assets { get; init; }

    /// <summary>Secrets for joining and watching.</summary>
    public ActivitySecrets? Secrets { get; init; }

    /// <summary>Whether it is one session of a game that can be joined.</summary>
    public bool? Instance { get; init; }

    /// <summary>What the activity allows.</summary>
    public ActivityFlags? Flags { get; init; }

    /// <summary>Labels of its buttons, at most 2; the links are not sent.</summary>
    public IReadOnlyList<string>? Buttons { get; init; }

    /// <summary>The client's own id of the activity; not in Discord's tables.</summary>
    public string? Id { get; init; }

    /// <summary>Session of the user's client, for listening along; not in Discord's tables.</summary>
    public string? SessionId { get; init; }

    /// <summary>Id of the track with the song service; not in Discord's tables.</summary>
    public string? SyncId { get; init; }

    private protected override void Describe(Description it) => it.Add(Type);
}

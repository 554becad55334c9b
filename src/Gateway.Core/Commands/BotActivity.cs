using Gateway.Core.Models;

namespace Gateway.Core.Commands;

/// <summary>What a bot shows itself to be doing: the fields of an activity that bots may set.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#activity-object"/>.</remarks>
public sealed record BotActivity
{
    /// <summary>The activity's name. Discord requires one for every type; for <see cref="ActivityType.Custom"/> only <see cref="State"/> is shown.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of activity it is; <see cref="ActivityType.Playing"/> by default.</summary>
    public ActivityType Type { get; init; }

    /// <summary>The text of a custom status, or a second line for other types.</summary>
    public string? State { get; init; }

    /// <summary>For <see cref="ActivityType.Streaming"/>: the stream's address on Twitch or YouTube.</summary>
    public string? Url { get; init; }
}

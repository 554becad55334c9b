namespace Gateway.Core.Commands;

/// <summary>What a bot shows itself to be doing: the fields of an activity that bots may set.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#activity-object"/>.</remarks>
public sealed record BotActivity
{
    /// <summary>The activity's name. Discord requires one for every type; for <see cref="BotActivityType.Custom"/> only <see cref="State"/> is shown.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of activity it is; <see cref="BotActivityType.Playing"/> by default.</summary>
    public BotActivityType Type { get; init; }

    /// <summary>The text of a custom status, or a second line for other types.</summary>
    public string? State { get; init; }

    /// <summary>For <see cref="BotActivityType.Streaming"/>: the stream's address on Twitch or YouTube.</summary>
    public string? Url { get; init; }
}

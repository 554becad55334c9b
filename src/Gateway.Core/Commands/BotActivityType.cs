namespace Gateway.Core.Commands;

/// <summary>What kind of activity a bot shows.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#activity-object-activity-types"/>.</remarks>
public enum BotActivityType
{
    /// <summary>"Playing …"; the default.</summary>
    Playing = 0,

    /// <summary>"Streaming …"; needs <see cref="BotActivity.Url"/>.</summary>
    Streaming = 1,

    /// <summary>"Listening to …".</summary>
    Listening = 2,

    /// <summary>"Watching …".</summary>
    Watching = 3,

    /// <summary>The text in <see cref="BotActivity.State"/>.</summary>
    Custom = 4,

    /// <summary>"Competing in …".</summary>
    Competing = 5,
}

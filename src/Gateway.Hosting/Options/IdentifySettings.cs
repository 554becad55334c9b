using Gateway.Core;
using Gateway.Core.Commands;

namespace Gateway.Hosting.Options;

/// <summary>Checks what goes into the Identify: all of it together must not be larger than Discord accepts.</summary>
internal static class IdentifySettings
{
    // Nobody has more shards; how many there are, Discord may not have said yet.
    private static readonly ShardId LongestId = new(999_998, 999_999);

    /// <summary>What is wrong with it; each a message for the user. Of the presence only if the rest is right.</summary>
    public static IEnumerable<string> Mistakes(DiscordGatewayOptions options) =>
        Size(options, presence: null) is > ShardOptions.MaxIdentifySize and var size
            ? [$"{options.Section}:{Largest(options)} makes the Identify {size} bytes large, and Discord accepts {ShardOptions.MaxIdentifySize}. Use a shorter one."]
            : PresenceSettings.Mistakes(options.Presence, options).Select(mistake => $"{options.Section}:{mistake}");

    /// <summary>How many bytes the Identify has at the most.</summary>
    public static int Size(DiscordGatewayOptions options, UpdatePresence? presence) => new ShardOptions
    {
        Token = options.Token ?? "",
        Intents = options.Intents ?? GatewayIntents.All,
        IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.Zero, 1)),
        IdentifyProperties = options.IdentifyProperties,
        LargeThreshold = options.LargeThreshold,
        Presence = presence,
    }.IdentifySize(LongestId);

    private static string Largest(DiscordGatewayOptions options) =>
        options.Token?.Length > ShardOptions.MaxIdentifySize / 2 ? "Token" : "IdentifyProperties";
}

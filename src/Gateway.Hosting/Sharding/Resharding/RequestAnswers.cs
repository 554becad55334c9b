namespace Gateway.Hosting.Sharding.Resharding;

/// <summary>The events that answer what a shard has asked for: the other fleet's are not the same, even if they say the same.</summary>
internal static class RequestAnswers
{
    public static bool Contain(string eventName) =>
        eventName is "GUILD_MEMBERS_CHUNK" or "SOUNDBOARD_SOUNDS" or "CHANNEL_INFO" or "RATE_LIMITED";
}

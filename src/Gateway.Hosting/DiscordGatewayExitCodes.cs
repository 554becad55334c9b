namespace Gateway.Hosting;

/// <summary>What a process ends with that the gateway has stopped.</summary>
public static class DiscordGatewayExitCodes
{
    /// <summary>
    /// Discord refused the bot for good: a wrong token, or shards or intents that it may not have. 78, which is
    /// <c>EX_CONFIG</c>: starting again does not help before something is changed.
    /// </summary>
    public const int Refused = 78;
}

namespace Gateway.Hosting;

/// <summary>
/// What happens when Discord refuses the bot for good: a wrong token, intents that are not switched on, an impossible
/// number of shards.
/// </summary>
public enum RefusedBehavior
{
    /// <summary>The host stops, and the process ends with <see cref="DiscordGatewayExitCodes.Refused"/>.</summary>
    StopHost,

    /// <summary>
    /// The host goes on, without the shards that were refused; the health check reports the bot as unhealthy until they
    /// are started again (<see cref="IShardManager.StartAsync"/>).
    /// </summary>
    MarkUnhealthy,
}

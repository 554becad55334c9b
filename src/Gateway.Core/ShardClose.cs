namespace Gateway.Core;

/// <summary>What becomes of the session when a shard is closed.</summary>
public enum ShardClose
{
    /// <summary>The session ends at once (close code 1000) and the bot is shown as offline.</summary>
    LogOff,

    /// <summary>
    /// The session waits at Discord for a few minutes (close code 4000) and the bot stays online: whoever resumes
    /// <see cref="Shard.Session"/> in time receives what happened meanwhile.
    /// </summary>
    Suspend,
}

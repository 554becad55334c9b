namespace Gateway.Core;

/// <summary>A session as a store keeps it.</summary>
/// <param name="Shard">The shard it is a session of, and of how many: it is of no use to another.</param>
/// <param name="Session">
/// The session. Its sequence is that of the last event that has been handled: what came after is replayed.
/// </param>
/// <param name="SavedAt">When it was known to be alive. Discord keeps a session that nobody runs for a few minutes.</param>
public sealed record StoredSession(ShardId Shard, GatewaySession Session, DateTimeOffset SavedAt)
{
    /// <summary>
    /// The user id of the bot whose session it is: of no use to another, which may have found the same store by mistake.
    /// Null if whoever saved it did not say.
    /// </summary>
    public Snowflake? BotId { get; init; }
}

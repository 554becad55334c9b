namespace Gateway.Testing;

/// <summary>
/// Waiting for what a bot does. <c>When…</c> waits until something holds, <c>Expect…</c> until something comes; both give
/// up after <see cref="SimulatedDiscordOptions.Patience"/>.
/// </summary>
public static class Expectations
{
    /// <summary>
    /// Waits until a shard has a session, is connected, and has been sent READY and its guilds, or RESUMED. The client may
    /// not have read them yet; whatever is sent from now on comes behind them.
    /// </summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="shardId">The shard. Default 0.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    /// <exception cref="ExpectationException">It was not ready in time. So for all that waits here.</exception>
    public static Task WhenReadyAsync(this SimulatedDiscord discord, int shardId = 0, TimeSpan? within = null) => UntilAsync(
        discord,
        () => discord.Simulation.Sessions.All.FirstOrDefault(session => session.ShardId == shardId && session.IsReady),
        $"shard {shardId} to be ready",
        within);

    /// <summary>Waits until this many shards are ready; see <see cref="WhenReadyAsync"/>.</summary>
    public static Task WhenAllReadyAsync(this SimulatedDiscord discord, int shards, TimeSpan? within = null) => UntilAsync(
        discord,
        () => discord.Simulation.Sessions.All.Count(static session => session.IsReady) >= shards ? discord : null,
        $"{shards} shard(s) to be ready",
        within);

    /// <summary>Waits until a condition holds. It is asked whenever something has happened, never on a timer.</summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="condition">The condition. It must not block.</param>
    /// <param name="expected">The condition in words, for the message if it does not come true.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    public static Task WhenAsync(this SimulatedDiscord discord, Func<SimulatedDiscord, bool> condition, string expected, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return UntilAsync(discord, () => condition(discord) ? discord : null, expected, within);
    }

    /// <summary>Waits for a message of the bot. Each message meets one expectation only.</summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="match">Which one; null for any.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    public static Task<SimulatedMessage> ExpectMessageAsync(this SimulatedDiscord discord, Func<SimulatedMessage, bool>? match = null, TimeSpan? within = null) =>
        ExpectAsync(discord, () => discord.Simulation.World.MessagesOfBot, match, "a message of the bot", within);

    /// <summary>Waits for an IDENTIFY. Each meets one expectation only.</summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="match">Which one; null for any.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    public static Task<RecordedIdentify> ExpectIdentifyAsync(this SimulatedDiscord discord, Func<RecordedIdentify, bool>? match = null, TimeSpan? within = null) =>
        ExpectAsync(discord, () => discord.Identifies, match, "an IDENTIFY", within);

    /// <summary>Waits for a RESUME. Each meets one expectation only.</summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="match">Which one; null for any.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    public static Task<RecordedResume> ExpectResumeAsync(this SimulatedDiscord discord, Func<RecordedResume, bool>? match = null, TimeSpan? within = null) =>
        ExpectAsync(discord, () => discord.Resumes, match, "a RESUME", within);

    /// <summary>Waits for a gateway connection to be opened. Each meets one expectation only.</summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="match">Which one; null for any.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    public static Task<RecordedConnection> ExpectConnectionAsync(this SimulatedDiscord discord, Func<RecordedConnection, bool>? match = null, TimeSpan? within = null) =>
        ExpectAsync(discord, () => discord.Connections, match, "a connection", within);

    /// <summary>Waits for a close frame of the client. Each meets one expectation only.</summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="code">The close code; null for any, or none.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    public static Task<RecordedClose> ExpectCloseAsync(this SimulatedDiscord discord, int? code = null, TimeSpan? within = null) =>
        ExpectAsync<RecordedClose>(
            discord,
            () => [.. discord.Connections.Select(static connection => connection.CloseFromClient).OfType<RecordedClose>()],
            code is null ? null : close => close.Code == code,
            code is null ? "a close frame of the client" : $"a close frame of the client with the code {code}",
            within);

    /// <summary>Waits for a presence the bot asks for, in IDENTIFY or by opcode 3. Each meets one expectation only.</summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="match">Which one; null for any.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    public static Task<RecordedPresence> ExpectPresenceAsync(this SimulatedDiscord discord, Func<RecordedPresence, bool>? match = null, TimeSpan? within = null) =>
        ExpectAsync(discord, () => discord.Presences, match, "a presence of the bot", within);

    /// <summary>Waits for an HTTP request to have been answered. Each meets one expectation only.</summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="match">Which one; null for any.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    public static Task<RecordedRequest> ExpectRequestAsync(this SimulatedDiscord discord, Func<RecordedRequest, bool>? match = null, TimeSpan? within = null) =>
        ExpectAsync(discord, () => discord.Requests, match, "an HTTP request", within);

    /// <summary>Waits for a gateway message of the client. Each meets one expectation only.</summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="match">Which one; null for any.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    public static Task<RecordedFrame> ExpectFrameAsync(this SimulatedDiscord discord, Func<RecordedFrame, bool>? match = null, TimeSpan? within = null) =>
        ExpectAsync<RecordedFrame>(discord, () => [.. discord.Connections.SelectMany(static connection => connection.Received)], match, "a gateway message", within);

    /// <summary>Waits for the bot's first answer to an interaction.</summary>
    /// <param name="discord">The simulated Discord.</param>
    /// <param name="interaction">The interaction.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    public static Task<SimulatedInteraction> ExpectAnswerAsync(this SimulatedDiscord discord, SimulatedInteraction interaction, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        return UntilAsync(discord, () => interaction.CallbackType is null ? null : interaction, "an answer to the interaction", within);
    }

    private static Task<T> ExpectAsync<T>(SimulatedDiscord discord, Func<IReadOnlyList<T>> all, Func<T, bool>? match, string expected, TimeSpan? within)
        where T : class =>
        UntilAsync(
            discord,
            () => all().FirstOrDefault(item => (match is null || match(item)) && discord.Simulation.Recorder.Take(item)),
            match is null ? expected : expected + " that matches",
            within);

    private static Task<T> UntilAsync<T>(SimulatedDiscord discord, Func<T?> probe, string expected, TimeSpan? within)
        where T : class =>
        discord.Simulation.UntilAsync(probe, () => expected, within);
}

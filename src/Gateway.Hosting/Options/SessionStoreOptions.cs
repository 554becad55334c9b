using Gateway.Core;

namespace Gateway.Hosting;

/// <summary>Where sessions wait while the bot is not running.</summary>
/// <remarks>
/// In the configuration <c>"SessionStore": { "Path": "sessions.json" }</c> is enough for a file. An
/// <see cref="ISessionStore"/> that is registered with the container takes the place of all of these but
/// <see cref="CheckpointInterval"/> and <see cref="MaxAge"/>.
/// </remarks>
public sealed class SessionStoreOptions
{
    /// <summary>What keeps them. Null, the default, for a file if <see cref="Path"/> is set, and for memory otherwise.</summary>
    public SessionStoreType? Type { get; set; }

    /// <summary>
    /// The file, if it is one; relative to the content root. Each process, and each bot in it, needs its own: a path that
    /// another has, or that cannot be written to, stops the start. Default: <c>discord-sessions.json</c>, and
    /// <c>discord-sessions-&lt;name&gt;.json</c> for a bot with a name.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>
    /// How often sessions are saved while the bot runs. After a crash, events since the last save, or since the oldest one that
    /// was still being handled, are handled again. Default: 5 seconds; more than 0, up to a day. An event is never held up by it.
    /// A store that does not outlive the process is written to at stop only.
    /// </summary>
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Sessions saved longer ago than this are not resumed: Discord has let go of them by then, and finding out costs
    /// seconds. Default: 15 minutes, up to a day.
    /// </summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(15);
}

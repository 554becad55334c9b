using Gateway.Core;

namespace Gateway.Hosting;

/// <summary>What becomes of the sessions when the host stops.</summary>
/// <remarks>How long handlers get to finish is the host's own setting: <c>HostOptions.ShutdownTimeout</c>, 30 seconds by default.</remarks>
public sealed class ShutdownOptions
{
    /// <summary>
    /// <see cref="ShardClose.LogOff"/> shows the bot as offline at once; <see cref="ShardClose.Suspend"/> keeps the
    /// sessions for the next start, which resumes them: no Identify is spent, and Discord replays what happened meanwhile.
    /// Null, the default, for Suspend if the session store outlives the process, and for LogOff otherwise.
    /// </summary>
    public ShardClose? Close { get; set; }

    /// <summary>How long Discord may take to answer a close frame. Default: 5 seconds, up to a day.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

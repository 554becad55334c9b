using Gateway.Core;

namespace Gateway.Hosting;

/// <summary>How long a shard waits, for Discord's answers and between attempts.</summary>
public sealed class ReconnectOptions
{
    /// <summary>
    /// The most the pause before the first new attempt may be, for connections and for asking where to connect. It
    /// doubles with each failure; the actual pause is a random part of it. Default: 1 second, up to a day.
    /// </summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most the pause before a new attempt grows to. Default: 60 seconds; from <see cref="Delay"/> to a day.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long Ready or Resumed must have held for a connection to count as a success, which resets the pause. Default: 30 seconds, up to a day.</summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long making a connection may take. Default: 20 seconds, up to a day.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long Discord may take to say Hello. Default: 20 seconds, up to a day.</summary>
    public TimeSpan HelloTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long Discord may take to answer an Identify. Default: 10 minutes, since it may take minutes during an outage; up to a day.</summary>
    public TimeSpan ReadyTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long Discord may pause while it answers a Resume; every event that was not known starts it anew. Default:
    /// 60 seconds, up to a day. See <see cref="ShardOptions.ResumedTimeout"/>.
    /// </summary>
    public TimeSpan ResumedTimeout { get; set; } = TimeSpan.FromSeconds(60);
}

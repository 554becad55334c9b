namespace Gateway.Testing;

/// <summary>A channel of a guild, or the one between a person and the bot.</summary>
public sealed class SimulatedChannel
{
    internal SimulatedChannel(ulong id, string name, ChannelKind kind, SimulatedGuild? guild, int position)
    {
        Id = id;
        Name = name;
        Kind = kind;
        Guild = guild;
        Position = position;
    }

    /// <summary>The channel's id.</summary>
    public ulong Id { get; }

    /// <summary>Its name; empty for direct messages.</summary>
    public string Name { get; internal set; }

    /// <summary>What kind of channel it is.</summary>
    public ChannelKind Kind { get; }

    /// <summary>The guild it belongs to; null for direct messages.</summary>
    public SimulatedGuild? Guild { get; }

    /// <summary>The channel a thread stands in; null for everything else.</summary>
    public SimulatedChannel? Parent { get; internal init; }

    internal int Position { get; }

    internal ulong? LastMessageId { get; set; }

    internal string? Topic { get; set; }

    internal DateTimeOffset? LastPinAt { get; set; }

    /// <summary>The threads that stand in it.</summary>
    internal List<SimulatedChannel> Threads { get; } = [];

    /// <summary>What only a thread has; null for every other channel.</summary>
    internal ThreadState? Thread { get; init; }

    /// <summary>What a voice channel is said to be for.</summary>
    internal string? VoiceStatus { get; set; }

    /// <summary>Since when somebody has been in a voice channel.</summary>
    internal DateTimeOffset? VoiceStartedAt { get; set; }

    /// <summary>The other side of direct messages.</summary>
    internal User? Recipient { get; init; }
}

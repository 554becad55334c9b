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
    public string Name { get; }

    /// <summary>What kind of channel it is.</summary>
    public ChannelKind Kind { get; }

    /// <summary>The guild it belongs to; null for direct messages.</summary>
    public SimulatedGuild? Guild { get; }

    internal int Position { get; }

    internal ulong? LastMessageId { get; set; }

    /// <summary>The other side of direct messages.</summary>
    internal User? Recipient { get; init; }
}

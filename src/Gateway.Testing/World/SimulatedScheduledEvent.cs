namespace Gateway.Testing;

/// <summary>An event that a member announced for a later time.</summary>
public sealed class SimulatedScheduledEvent
{
    internal SimulatedScheduledEvent(ulong id, SimulatedMember creator, string name, string location, DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        Id = id;
        Creator = creator;
        Name = name;
        Location = location;
        StartsAt = startsAt;
        EndsAt = endsAt;
    }

    /// <summary>The event's id.</summary>
    public ulong Id { get; }

    /// <summary>The event's name.</summary>
    public string Name { get; }

    /// <summary>Where it takes place.</summary>
    public string Location { get; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset StartsAt { get; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset EndsAt { get; }

    /// <summary>1 scheduled, 2 active, 3 completed, 4 cancelled.</summary>
    public int Status { get; internal set; } = 1;

    internal SimulatedMember Creator { get; }

    internal HashSet<ulong> Interested { get; } = [];
}

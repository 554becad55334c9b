namespace Gateway.Testing;

/// <summary>What a thread has beyond a channel.</summary>
internal sealed class ThreadState(ulong ownerId, DateTimeOffset createdAt)
{
    public ulong OwnerId { get; } = ownerId;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>When it was last archived or taken up again.</summary>
    public DateTimeOffset ArchiveChangedAt { get; set; } = createdAt;

    public bool IsArchived { get; set; }

    /// <summary>Messages that are still there; the one it began with is not counted.</summary>
    public int Messages { get; set; }

    /// <summary>Messages there have ever been.</summary>
    public int MessagesEver { get; set; }

    /// <summary>Who is in it, and since when.</summary>
    public Dictionary<ulong, DateTimeOffset> Members { get; } = [];
}

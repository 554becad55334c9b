namespace Gateway.Testing;

/// <summary>An event before it is known who gets it.</summary>
/// <param name="Name">Its name (<c>t</c>).</param>
/// <param name="GuildId">The guild whose shard gets it; null for shard 0.</param>
/// <param name="Data">The payload (<c>d</c>).</param>
internal sealed record Dispatch(string Name, ulong? GuildId, ReadOnlyMemory<byte> Data)
{
    /// <summary>The payload for sessions without MESSAGE_CONTENT; null if they get the same.</summary>
    public byte[]? WithoutContent { get; init; }

    /// <summary>Whether it goes out whatever intents a session has.</summary>
    public bool IgnoresIntents { get; init; }

    /// <summary>Whether every shard gets it.</summary>
    public bool OnEveryShard { get; init; }

    /// <summary>Intents of which one is needed, instead of those the name tells.</summary>
    public long? Intents { get; init; }
}

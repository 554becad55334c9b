namespace Gateway.Core.Events;

/// <summary>An event that could not be read: a value in it is of a type it cannot be. The shard goes on.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Sequence">Its place in the session.</param>
/// <param name="Data">The event itself (<c>d</c>): a copy, in UTF-8.</param>
/// <param name="Error">Where it could not be read.</param>
public sealed record MalformedEvent(string Name, long? Sequence, ReadOnlyMemory<byte> Data, EventFormatException Error) : IGatewayEvent
{
    /// <summary>The name, the sequence and the error; never what the event says.</summary>
    public override string ToString() => $"{Name} #{Sequence} ({Data.Length} bytes, malformed: {Error.Message})";
}

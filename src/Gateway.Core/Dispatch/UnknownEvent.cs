namespace Gateway.Core.Events;

/// <summary>An event whose name the library does not know: newer than it, or undocumented.</summary>
/// <param name="Name">The name, such as <c>GUILD_JOIN_REQUEST_CREATE</c>.</param>
/// <param name="Sequence">Its place in the session.</param>
/// <param name="Data">The event itself (<c>d</c>): a copy, in UTF-8.</param>
public sealed record UnknownEvent(string Name, long? Sequence, ReadOnlyMemory<byte> Data) : IGatewayEvent
{
    /// <summary>The name and the sequence; never what the event says.</summary>
    public override string ToString() => $"{Name} #{Sequence} ({Data.Length} bytes, unknown)";
}

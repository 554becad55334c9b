namespace Gateway.Hosting;

/// <summary>An event as Discord sent it.</summary>
/// <param name="Name">Its name, such as <c>MESSAGE_CREATE</c>.</param>
/// <param name="Sequence">Its place in the session.</param>
/// <param name="Data">
/// The event itself (<c>d</c>): one JSON value in UTF-8, empty if there is none. Valid until the handlers of this event
/// have finished; copy what must live longer.
/// </param>
public readonly record struct RawEvent(string Name, long? Sequence, ReadOnlyMemory<byte> Data)
{
    /// <summary>The name and the sequence; never what the event says.</summary>
    public override string ToString() => $"{Name} #{Sequence} ({Data.Length} bytes)";
}

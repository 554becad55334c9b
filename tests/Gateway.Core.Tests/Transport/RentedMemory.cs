using System.Diagnostics.Tracing;
using System.Globalization;

namespace Gateway.Core.Tests;

/// <summary>Counts what one thread holds of the shared pool: everything it rented, less what it returned.</summary>
internal sealed class RentedMemory : EventListener
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private EventSource? _pool;

    /// <summary>Bytes rented and not returned since this was made.</summary>
    public long Held { get; private set; }

    /// <summary>The most that was held at a time.</summary>
    public long Most { get; private set; }

    /// <summary>Begins to count.</summary>
    public void Start() => EnableEvents(_pool!, EventLevel.Verbose);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
        {
            _pool = eventSource;
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            return;
        }

        long size = Convert.ToInt64(eventData.Payload![1], CultureInfo.InvariantCulture);
        Held += eventData.EventName switch { "BufferRented" => size, "BufferReturned" => -size, _ => 0 };
        Most = Math.Max(Most, Held);
    }
}

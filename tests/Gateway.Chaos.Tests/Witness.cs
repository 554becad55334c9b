using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Gateway.Core;
using Gateway.Core.Envelope;

namespace Gateway.Chaos.Tests;

/// <summary>Reads a shard and holds it to its word: within a session every event once, in order, and nothing left out.</summary>
internal sealed class Witness(Shard shard)
{
    private readonly ConcurrentQueue<string> _faults = new();
    private long _sequence;
    private long _events;
    private long _sessions;
    private int? _said;

    public Shard Shard => shard;

    /// <summary>What was not as it has to be, a line each.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>The last event of the session that was received.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    public long Events => Volatile.Read(ref _events);

    public long Sessions => Volatile.Read(ref _sessions);

    public Task Reading { get; private set; } = Task.CompletedTask;

    public void Start() => Reading = Task.Run(ReadAsync);

    private async Task ReadAsync()
    {
        await foreach (GatewayMessage message in shard.ReadMessagesAsync())
        {
            if (message.Opcode == GatewayOpcode.Dispatch)
            {
                See(message);
            }
        }
    }

    private void See(in GatewayMessage message)
    {
        long sequence = message.Sequence ?? -1;
        long before = _sequence;
        if (message.Name == "READY")
        {
            Volatile.Write(ref _sessions, _sessions + 1);
            _said = null;
            before = 0;
        }

        if (sequence != before + 1)
        {
            _faults.Enqueue($"shard {shard.Id}: {message.Name} #{sequence} came after #{before}");
        }

        Volatile.Write(ref _sequence, sequence);
        Volatile.Write(ref _events, _events + 1);
        if (message.Name == "MESSAGE_CREATE")
        {
            Hear(message);
        }
    }

    // People count aloud, each guild for itself: within a session nobody may be heard to skip a number.
    private void Hear(in GatewayMessage message)
    {
        using var payload = JsonDocument.Parse(message.Data);
        int number = int.Parse(payload.RootElement.GetProperty("content").GetString()!, CultureInfo.InvariantCulture);
        if (_said is { } last && number != last + 1)
        {
            _faults.Enqueue($"shard {shard.Id}: {number} was said after {last}");
        }

        _said = number;
    }
}

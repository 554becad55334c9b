namespace Gateway.Testing;

/// <summary>
/// What the simulator says to one client, in order, until the connection is closing or half-open. Used under
/// <see cref="Simulation.Gate"/>.
/// </summary>
internal sealed class Outbox(GatewayConnection connection, ConnectionWriter writer, FaultPlan faults)
{
    private SessionEvent? _held;

    /// <summary>Whether a close frame, or the end, is on its way: nothing may follow it.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Whether the connection is half-open: everything is swallowed.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>A dispatch; twice, or after the next one, when a fault or a quirk wants it so.</summary>
    public void Send(SessionEvent item)
    {
        bool swaps = connection.Quirks.HasFlag(Quirks.SwappedDispatches) || faults.Swaps(connection);
        if (swaps && _held is null && item.Name is not ("READY" or "RESUMED"))
        {
            _held = item;
            return;
        }

        Say(item);
        if (connection.Quirks.HasFlag(Quirks.DuplicateDispatches) || faults.Duplicates(connection))
        {
            Say(item);
        }

        SayHeld();
    }

    /// <summary>A message that is no dispatch. One that was held back to change places goes first.</summary>
    public void SendControl(int opcode, ReadOnlyMemory<byte>? data)
    {
        SayHeld();
        bool numbered = connection.Quirks.HasFlag(Quirks.SequenceOnControlFrames) && opcode is Opcode.Reconnect or Opcode.InvalidSession;
        Enqueue(new Outbound.Envelope(opcode, null, numbered ? connection.Session?.Sequence : null, data));
    }

    public void SendRaw(ReadOnlyMemory<byte> message, bool binary) => Enqueue(new Outbound.Raw(message, binary));

    public void SendEndless() => Enqueue(new Outbound.Endless());

    public void GarbleNext() => Enqueue(new Outbound.Garble());

    public Outbound.Flood PrepareFlood(string name, byte[][] payloads)
    {
        var session = connection.Session!;
        var flood = new Outbound.Flood([.. payloads.Select(payload => session.Number(name, payload))]);
        if (IsSilent || IsClosing)
        {
            flood.GiveUp();
        }
        else
        {
            writer.Enqueue(flood);
        }

        return flood;
    }

    public void Close(int? code, string reason)
    {
        SayHeld();
        Enqueue(new Outbound.Close(code, reason));
        IsClosing = true;
    }

    public void Drop()
    {
        SayHeld();
        Enqueue(new Outbound.Drop());
        IsClosing = true;
    }

    /// <summary>The connection is gone; nothing reaches the client any more.</summary>
    public void Shut() => IsClosing = true;

    public void FallSilent() => IsSilent = true;

    private void Say(SessionEvent item) => Enqueue(new Outbound.Envelope(Opcode.Dispatch, item.Name, item.Sequence, item.Data));

    private void SayHeld()
    {
        if (_held is { } held)
        {
            _held = null;
            Say(held);
        }
    }

    private void Enqueue(Outbound item)
    {
        if (!IsClosing && !IsSilent)
        {
            writer.Enqueue(item with { At = connection.Now });
        }
    }
}

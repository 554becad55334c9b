namespace Gateway.Testing;

/// <summary>
/// Events that lie compressed and framed, so that sending them costs no more than writing bytes. Whatever a connection
/// has to say after <see cref="ConnectionScope.PrepareFloodAsync"/> comes behind its flood.
/// </summary>
public sealed class Flood
{
    private readonly Outbound.Flood[] _parts;

    internal Flood(Outbound.Flood[] parts) => _parts = parts;

    /// <summary>How many connections it goes to.</summary>
    public int Connections => _parts.Length;

    /// <summary>How many bytes there are on the wire, all connections together.</summary>
    public long Bytes => _parts.Sum(static part => part.Bytes);

    /// <summary>Lets it go; completes when every byte is written.</summary>
    public Task SendAsync()
    {
        foreach (var part in _parts)
        {
            part.Go.TrySetResult();
        }

        return Task.WhenAll(_parts.Select(static part => part.Sent.Task));
    }
}

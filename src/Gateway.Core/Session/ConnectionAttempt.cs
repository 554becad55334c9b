using Gateway.Core.Transport;

namespace Gateway.Core.Session;

/// <summary>Everything that belongs to one connection, or to the attempt at one, and ends with it. The loop owns it.</summary>
internal sealed class ConnectionAttempt : IAsyncDisposable
{
    /// <summary>The turn to identify; null when resuming.</summary>
    public IIdentifyPermit? Permit { get; set; }

    /// <summary>The connection; null if it could not be made.</summary>
    public GatewayConnection? Connection { get; set; }

    /// <summary>Why there is no connection.</summary>
    public ConnectionEnd? Failure { get; set; }

    /// <summary>What may be sent; from Hello on.</summary>
    public SendBudget? Budget { get; set; }

    /// <summary>The beat; from Hello on.</summary>
    public Heartbeat? Heartbeat { get; set; }

    /// <summary>When Ready or Resumed came, as a timestamp; null if neither has.</summary>
    public long? LiveSince { get; set; }

    public async ValueTask ReleasePermitAsync()
    {
        if (Permit is { } permit)
        {
            Permit = null;
            await permit.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Heartbeat is not null)
        {
            await Heartbeat.DisposeAsync().ConfigureAwait(false);
        }

        await ReleasePermitAsync().ConfigureAwait(false);
        if (Connection is not null)
        {
            await Connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}

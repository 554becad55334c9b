using System.Runtime.CompilerServices;
using Gateway.Core.Transport;

namespace Gateway.Core.Session;

/// <summary>Everything that belongs to one connection, or to the attempt at one, and ends with it. The loop owns it.</summary>
/// <param name="stopping">Cancelled once the run is to end: an Identify that waits for its turn is given up.</param>
internal sealed class ConnectionAttempt(CancellationToken stopping) : IAsyncDisposable
{
    private readonly CancellationTokenSource _identifyingIsOver = new(); // not disposed of: it holds nothing
    private Func<CancellationToken, Task>? _identify;
    private Task _identifying = Task.CompletedTask;

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

    /// <summary>An Identify is due. It goes its own way, so that the loop receives while it waits for its turn.</summary>
    /// <param name="identify">Waits and sends. Cancelled if the connection ends first, or there is a session already.</param>
    public void Identify(Func<CancellationToken, Task> identify) => _identify = identify;

    /// <summary>
    /// All that has come is received. Only now does an Identify that is due begin: what came right behind Hello may have ended
    /// the connection.
    /// </summary>
    public void OnReceivedAll()
    {
        if (_identify is { } identify)
        {
            _identify = null;
            _identifying = IdentifyAsync(identify);
        }
    }

    /// <summary>No Identify is sent from here on; one that is being sent is waited for.</summary>
    /// <exception cref="Exception">The identify queue has failed, in its own way.</exception>
    public async ValueTask StopIdentifyingAsync()
    {
        if (_identify is not null || !_identifying.IsCompletedSuccessfully)
        {
            _identify = null;
            Task identifying = _identifying;
            _identifying = Task.CompletedTask; // what it throws is told once
            await _identifyingIsOver.CancelAsync().ConfigureAwait(false);
            await identifying.ConfigureAwait(false);
        }
    }

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
        Connection?.End(new ConnectionEnd(ConnectionEndReason.Abandoned)); // or an Identify that is being sent might never be
        try
        {
            await StopIdentifyingAsync().ConfigureAwait(false);
        }
        finally
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

    private async Task IdentifyAsync(Func<CancellationToken, Task> identify)
    {
        await using ConfiguredAsyncDisposable _ = stopping
            .UnsafeRegister(static over => ((CancellationTokenSource)over!).Cancel(), _identifyingIsOver)
            .ConfigureAwait(false);
        await identify(_identifyingIsOver.Token).ConfigureAwait(false);
    }
}

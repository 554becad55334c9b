using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Gateway.Testing;

/// <summary>A listener with a gate: shut, the port refuses connections; open, it listens again on the same port.</summary>
internal sealed class GatedListener(IConnectionListenerFactory factory, IConnectionListener first, Socket? keeper) : IConnectionListener
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1); // held while the gate moves
    private IConnectionListener? _listening = first;
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopped;

    public EndPoint EndPoint { get; } = first.EndPoint;

    public async Task ShutAsync()
    {
        await _oneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_listening is { } listening && !_stopped)
            {
                _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _listening = null;
                await listening.UnbindAsync().ConfigureAwait(false);
                await listening.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async Task OpenAsync()
    {
        await _oneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_listening is null && !_stopped)
            {
                _listening = await factory.BindAsync(EndPoint).ConfigureAwait(false);
                _opened.TrySetResult();
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (!_stopped)
        {
            if (_listening is { } listening)
            {
                var connection = await listening.AcceptAsync(cancellationToken).ConfigureAwait(false);
                if (connection is not null)
                {
                    return connection;
                }

                // The gate was shut under us, or the server stops: either shows below.
                await Task.Yield();
            }
            else
            {
                await _opened.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _stopped = true;
        _opened.TrySetResult();
        if (_listening is { } listening)
        {
            await listening.UnbindAsync(cancellationToken).ConfigureAwait(false);
        }

        keeper?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        if (_listening is { } listening)
        {
            await listening.DisposeAsync().ConfigureAwait(false);
        }

        keeper?.Dispose();
        _oneAtATime.Dispose();
    }
}

using System.Buffers;
using Gateway.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Dispatch;

/// <summary>One event on its way to its handlers: its copy of the payload, its DI scope, and where it has got to.</summary>
internal sealed class EventDelivery : IThreadPoolWorkItem
{
    private readonly EventLane _lane;
    private readonly EventRoute _route;
    private readonly byte[] _buffer;
    private ReadOnlyMemory<byte>? _rawPayload;
    private AsyncServiceScope? _scope;
    private bool _ended;

    public EventDelivery(EventLane lane, EventRoute route, in GatewayMessage message)
    {
        _lane = lane;
        _route = route;
        _buffer = ArrayPool<byte>.Shared.Rent(message.Payload.Length);
        Message = message.CopyTo(_buffer);
        Context = new EventContext(this, message.Shard, route.Name ?? message.Name ?? "")
        {
            Sequence = message.Sequence,
            ReceivedAt = message.ReceivedAt,
        };
    }

    /// <summary>The message, in memory that is this delivery's until it ends.</summary>
    public GatewayMessage Message { get; }

    public EventContext Context { get; }

    /// <summary>Cancelled when running handlers are to give up.</summary>
    public CancellationToken CancellationToken => _lane.Dispatcher.HandlersCancelled;

    /// <summary>The handler that runs; null between two.</summary>
    public string? Handler { get; set; }

    /// <summary>The deliveries before and after it among those that run. Theirs to change.</summary>
    public EventDelivery? Previous { get; set; }

    /// <inheritdoc cref="Previous"/>
    public EventDelivery? Next { get; set; }

    /// <exception cref="System.Text.Json.JsonException">It is no valid JSON.</exception>
    public ReadOnlyMemory<byte> RawPayload
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _ended), typeof(EventContext));
            return _rawPayload ??= Message.Data;
        }
    }

    public IServiceProvider Services
    {
        get
        {
            lock (this) // protects _scope and _ended: a handler may ask from several threads, also after it has finished
            {
                ObjectDisposedException.ThrowIf(_ended, typeof(EventContext));
                return (_scope ??= _lane.Dispatcher.Scopes.CreateAsyncScope()).ServiceProvider;
            }
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        try
        {
            await _route.DeliverAsync(this).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _lane.Dispatcher.OnUndelivered(this, e);
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
            _lane.Leave(this);
        }
    }

    private async ValueTask EndAsync()
    {
        AsyncServiceScope? scope;
        lock (this)
        {
            _ended = true;
            scope = _scope;
        }

        ArrayPool<byte>.Shared.Return(_buffer);
        if (scope is { } used)
        {
            try
            {
                await used.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                _lane.Dispatcher.OnScopeNotDisposed(this, e);
            }
        }
    }
}

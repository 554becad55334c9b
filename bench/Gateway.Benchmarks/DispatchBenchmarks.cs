using BenchmarkDotNet.Attributes;
using Gateway.Core;
using Gateway.Core.Envelope;
using Gateway.Core.Events;
using Gateway.Hosting;
using Gateway.Hosting.Dispatch;
using Gateway.Load;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Benchmarks;

/// <summary>What a MESSAGE_CREATE costs from its envelope to the end of its handler. Reading it alone is the baseline.</summary>
public class DispatchBenchmarks
{
    private const int Many = 1000;

    private readonly EventDescriptor<MessageCreate> _descriptor = EventCatalog.Get<MessageCreate>();
    private readonly GatewayMessage _message = DispatchedMessage.Make(new EventMaker(1).Message());
    private readonly GatewayMessage _other = DispatchedMessage.Make(new EventMaker(1).Dispatch("TYPING_START", "{}"));
    private readonly EventLane _singleton = DispatchedMessage.Lane(static g => g.AddEventHandler<MessageCreate, Silent>(ServiceLifetime.Singleton));
    private readonly EventLane _scoped = DispatchedMessage.Lane(static g => g.AddEventHandler<MessageCreate, Silent>());
    private readonly EventLane _raw = DispatchedMessage.Lane(static g => g.AddRawEventHandler<Silent>(ServiceLifetime.Singleton));
    private readonly EventLane _perGuild = DispatchedMessage.Lane(
        static g => g.AddEventHandler<MessageCreate, Silent>(ServiceLifetime.Singleton), static o => o.Ordering = EventOrdering.PerGuild);
    private readonly EventLane _middleware = DispatchedMessage.Lane(static g => g
        .AddEventMiddleware(static (call, next) => next(call)).AddEventHandler<MessageCreate, Silent>(ServiceLifetime.Singleton));
    private readonly EventLane _asynchronous = DispatchedMessage.Lane(static g => g.AddEventHandler<MessageCreate, Yielding>(ServiceLifetime.Singleton));
    private readonly EventLane _asynchronousScoped = DispatchedMessage.Lane(static g => g.AddEventHandler<MessageCreate, Yielding>());
    private readonly EventLane _asynchronousPerGuild = DispatchedMessage.Lane(
        static g => g.AddEventHandler<MessageCreate, Yielding>(ServiceLifetime.Singleton), static o => o.Ordering = EventOrdering.PerGuild);

    [Benchmark(Baseline = true)]
    public MessageCreate Reading_alone() => _message.Read(_descriptor);

    [Benchmark]
    public ValueTask<bool> Nobody_subscribed() => _singleton.DispatchAsync(_other);

    [Benchmark]
    public ValueTask<bool> Raw_singleton() => _raw.DispatchAsync(_message);

    [Benchmark]
    public ValueTask<bool> Singleton() => _singleton.DispatchAsync(_message);

    [Benchmark]
    public ValueTask<bool> Singleton_per_guild() => _perGuild.DispatchAsync(_message);

    [Benchmark]
    public ValueTask<bool> Singleton_with_middleware() => _middleware.DispatchAsync(_message);

    [Benchmark]
    public ValueTask<bool> Scoped() => _scoped.DispatchAsync(_message);

    [Benchmark(OperationsPerInvoke = Many)]
    public Task Asynchronous_singleton() => FloodAsync(_asynchronous);

    [Benchmark(OperationsPerInvoke = Many)]
    public Task Asynchronous_singleton_per_guild() => FloodAsync(_asynchronousPerGuild);

    [Benchmark(OperationsPerInvoke = Many)]
    public Task Asynchronous_scoped() => FloodAsync(_asynchronousScoped);

    private async Task FloodAsync(EventLane lane)
    {
        for (int i = 0; i < Many; i++)
        {
            await lane.DispatchAsync(_message).ConfigureAwait(false);
        }

        while (lane.Pending > 0)
        {
            await Task.Yield();
        }
    }

    private sealed class Silent : IEventHandler<MessageCreate>, IRawEventHandler
    {
        public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken) => default;

        public ValueTask HandleAsync(RawEvent e, EventContext context, CancellationToken cancellationToken) => default;
    }

    private sealed class Yielding : IEventHandler<MessageCreate>
    {
        public async ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken) => await Task.Yield();
    }
}

using System.Buffers;
using System.Diagnostics.Metrics;
using Gateway.Core;
using Gateway.Core.Envelope;
using Gateway.Core.Transport;
using Gateway.Hosting;
using Gateway.Hosting.Dispatch;
using Gateway.Hosting.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Benchmarks;

/// <summary>Messages and lanes without a connection.</summary>
internal static class DispatchedMessage
{
    private static readonly Shard Shard = new(
        new ShardId(0, 1),
        new ShardOptions
        {
            Token = "token",
            Intents = GatewayIntents.None,
            IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.Zero, 1)),
        });

    public static GatewayMessage Make(byte[] payload) => EnvelopeReader.TryRead(payload, out GatewayEnvelope envelope)
        ? new GatewayMessage(Shard, envelope, payload, DateTimeOffset.UnixEpoch, new Unchanging())
        : throw new InvalidOperationException("That is no payload.");

    public static EventLane Lane(Action<IDiscordGatewayBuilder> gateway, Action<DispatchOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        gateway(services.AddDiscordGateway());
        ServiceProvider provider = services.BuildServiceProvider();
        var options = new DispatchOptions();
        configure?.Invoke(options);
        HandlerRegistry registry = provider.GetRequiredService<BotRegistration>().Handlers;
        return new EventLane(
            new EventDispatcher(
                HandlerTableBuilder.Build(registry.All, provider, options, NullLogger.Instance),
                registry.Hooks(provider),
                provider.GetRequiredService<IServiceScopeFactory>(),
                options,
                DiscordGatewayOptions.SectionName,
                provider.GetRequiredService<IMeterFactory>().Create(HostingMetrics.MeterName),
                TimeProvider.System,
                NullLogger.Instance),
            Shard.Id);
    }

    /// <summary>Memory that nobody writes to again, so that whoever takes it gets no other.</summary>
    private sealed class Unchanging : IPayloadMemory, IMemoryOwner<byte>
    {
        public Memory<byte> Memory => default;

        public IMemoryOwner<byte> Detach(ReadOnlyMemory<byte> payload) => this;

        public void Dispose()
        {
        }
    }
}

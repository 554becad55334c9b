using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Load;

/// <summary>The library as bots use it: a host, and singleton handlers that do nothing but count, or note when they were entered.</summary>
internal sealed class BotClient(ClientSettings settings, BotClient.Wants wants)
{
    /// <summary>What the bot subscribes to.</summary>
    internal enum Wants
    {
        /// <summary>An event that never comes.</summary>
        Nothing,

        Messages,

        /// <summary>Messages, members and voice states.</summary>
        Three,

        /// <summary>Messages, noting when each handler was entered.</summary>
        Latency,

        /// <summary>The same; every hundredth message of shard 0 blocks its thread for 100 ms.</summary>
        LatencyBlocked,
    }

    public async Task RunAsync()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        IDiscordGatewayBuilder gateway = builder.Services
            .AddDiscordGateway(options =>
            {
                options.Token = ClientSettings.Token;
                options.ApiBaseAddress = settings.Api;
                options.Compression = settings.Compression;
                options.SessionStore.Path = settings.Store;
            })
            .ConfigureHttpHandler(static handler =>
            {
                handler.UseProxy = false;
                ClientSettings.Trusting(handler);
            });
        switch (wants)
        {
            case Wants.Nothing:
                gateway.AddEventHandler<UserUpdate, Count<UserUpdate>>(ServiceLifetime.Singleton);
                break;
            case Wants.Messages:
                gateway.AddEventHandler<MessageCreate, Count<MessageCreate>>(ServiceLifetime.Singleton);
                break;
            case Wants.Three:
                gateway.AddEventHandler<MessageCreate, Count<MessageCreate>>(ServiceLifetime.Singleton);
                gateway.AddEventHandler<GuildMemberUpdate, Count<GuildMemberUpdate>>(ServiceLifetime.Singleton);
                gateway.AddEventHandler<VoiceStateUpdate, Count<VoiceStateUpdate>>(ServiceLifetime.Singleton);
                break;
            default:
                gateway.AddEventHandler<MessageCreate>((_, context, _) =>
                {
                    Arrivals.Note(context.ShardId.Id, context.Sequence!.Value);
                    if (wants == Wants.LatencyBlocked && context.ShardId.Id == 0 && context.Sequence % 100 == 0)
                    {
                        Thread.Sleep(100);
                    }

                    return ValueTask.CompletedTask;
                });
                break;
        }

        await builder.Build().RunAsync().ConfigureAwait(false);
    }

    private sealed class Count<TEvent> : IEventHandler<TEvent> where TEvent : class, IGatewayEvent
    {
        private long _handled;

        public ValueTask HandleAsync(TEvent gatewayEvent, EventContext context, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _handled);
            return ValueTask.CompletedTask;
        }
    }
}

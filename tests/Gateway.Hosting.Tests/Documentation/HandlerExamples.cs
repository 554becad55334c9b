using System.Diagnostics;
using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Documentation;

/// <summary>What docs/handlers.md shows.</summary>
internal static class HandlerExamples
{
    public static void AddHandlers(IDiscordGatewayBuilder gateway)
    {
        gateway
            .AddEventHandler<GuildMemberAdd, Welcome>()                       // scoped: a new object for each event
            .AddEventHandler<Statistics>(ServiceLifetime.Singleton)           // one object; every IEventHandler<T> it implements
            .AddEventHandler<GuildCreate>((guild, context, cancellationToken) => default)
            .AddRawEventHandler<Forwarder>(ServiceLifetime.Singleton);        // every event as UTF-8, without parsing it
    }

    public static void AddOrder(IDiscordGatewayBuilder gateway)
    {
        gateway.AddEventHandler<MemberList>(handler => handler.Ordering = EventOrdering.PerGuild);
    }

    public static void AddTimes(IDiscordGatewayBuilder gateway)
    {
        gateway.AddEventHandler<GuildMemberAdd, Welcome>(handler =>
        {
            handler.Timeout = TimeSpan.FromSeconds(30);
            handler.SlowAfter = TimeSpan.FromSeconds(5);
        });
    }

    public static Shard ShardWithoutDiscord()
    {
        var queue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.Zero, 1));
        var shard = new Shard(new ShardId(0, 1), new ShardOptions { Token = "token", Intents = GatewayIntents.None, IdentifyQueue = queue });
        return shard;
    }

    public static void AddMiddleware(IDiscordGatewayBuilder gateway)
    {
        gateway
            .AddEventMiddleware<Timing>()
            .AddEventMiddleware((call, next) => call.Event is MessageCreate { Author.Bot: true } ? default : next(call));
    }

    public static void AddErrorHook(IDiscordGatewayBuilder gateway)
    {
        gateway.OnUnhandledError(async (error, cancellationToken) =>
            await error.Context.Services.GetRequiredService<ErrorTracker>().ReportAsync(error.Exception, error.Handler, cancellationToken));
    }

    internal sealed class Welcome(DiscordRest rest) : IEventHandler<GuildMemberAdd>
    {
        public async ValueTask HandleAsync(GuildMemberAdd member, EventContext context, CancellationToken cancellationToken) =>
            await rest.GreetAsync(member.GuildId, $"Welcome, {member.User?.Username}!", cancellationToken);
    }

    internal sealed class Heavy : IEventHandler<MessageCreate>
    {
        public async ValueTask HandleAsync(MessageCreate message, EventContext context, CancellationToken cancellationToken)
        {
            await Task.Yield(); // from here on the shard goes on without us
            Compute(message);
        }
    }

    private static void Compute(MessageCreate message) => ArgumentNullException.ThrowIfNull(message);

    internal sealed class Statistics(Calls calls) : IEventHandler<MessageCreate>
    {
        public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken)
        {
            calls.Note($"counted {e.Content}");
            return default;
        }
    }

    internal sealed class MemberList : IEventHandler<GuildMemberAdd>, IEventHandler<GuildMemberRemove>
    {
        public ValueTask HandleAsync(GuildMemberAdd e, EventContext context, CancellationToken cancellationToken) => default;

        public ValueTask HandleAsync(GuildMemberRemove e, EventContext context, CancellationToken cancellationToken) => throw new InvalidTimeZoneException();
    }

    internal sealed class Forwarder(Broker broker) : IRawEventHandler
    {
        public ValueTask HandleAsync(RawEvent e, EventContext context, CancellationToken cancellationToken) =>
            broker.PublishAsync(e.Name, e.Data, cancellationToken);
    }

    internal sealed class Timing(ILogger<Timing> logger) : IEventMiddleware
    {
        public async ValueTask InvokeAsync(HandlerCall call, HandlerDelegate next)
        {
            long start = Stopwatch.GetTimestamp();
            await next(call);
            logger.LogDebug("{Handler} took {Elapsed}", call.Handler, Stopwatch.GetElapsedTime(start));
        }
    }

    internal sealed class Broker(Calls calls)
    {
        public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
        {
            Assert.False(json.IsEmpty);
            calls.Note($"forwarded {topic}");
            return new(Task.Delay(0, cancellationToken));
        }
    }

    internal sealed class DiscordRest(Calls calls)
    {
        public Task GreetAsync(Snowflake guild, string text, CancellationToken cancellationToken)
        {
            calls.Note($"said {text}");
            return Task.Delay(0, cancellationToken);
        }
    }

    internal sealed class ErrorTracker(Calls calls)
    {
        public Task ReportAsync(Exception exception, string handler, CancellationToken cancellationToken)
        {
            calls.Note($"reported {handler} {exception.GetType().Name}");
            return Task.Delay(0, cancellationToken);
        }
    }
}

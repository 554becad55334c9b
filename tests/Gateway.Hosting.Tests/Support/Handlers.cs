using Gateway.Core.Events;
using Gateway.Core.Models;

namespace Gateway.Hosting.Tests.Support;

internal sealed class NotingHandler(Calls calls) : IEventHandler<MessageCreate>
{
    public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken)
    {
        calls.Note($"{nameof(NotingHandler)} {e.Content}");
        return default;
    }
}

internal sealed class FailingHandler : IEventHandler<MessageCreate>
{
    public async ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken)
    {
        await Task.Yield();
        throw new InvalidTimeZoneException("on purpose");
    }
}

internal sealed class UnmakeableHandler : IEventHandler<MessageCreate>
{
    public UnmakeableHandler() => throw new InvalidTimeZoneException("on purpose");

    public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken) => default;
}

/// <summary>Tells its objects apart, and handles several types of event.</summary>
internal sealed class ManyHandler(Calls calls) : IEventHandler<MessageCreate>, IEventHandler<MessageDelete>, IDisposable
{
    private static int _made;
    private readonly int _number = Interlocked.Increment(ref _made);

    public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken)
    {
        calls.Note($"create {_number}");
        return default;
    }

    public ValueTask HandleAsync(MessageDelete e, EventContext context, CancellationToken cancellationToken)
    {
        calls.Note($"delete {_number}");
        return default;
    }

    public void Dispose() => calls.Note($"dispose {_number}");
}

/// <summary>A generic class that the container closes for every type of event.</summary>
internal sealed class OpenHandler<TEvent>(Calls calls) : IEventHandler<TEvent>
    where TEvent : class, IGatewayEvent
{
    public ValueTask HandleAsync(TEvent e, EventContext context, CancellationToken cancellationToken)
    {
        calls.Note($"open {typeof(TEvent).Name}");
        return default;
    }
}

internal sealed class EveryEventHandler(Calls calls) : IEventHandler<IGatewayEvent>
{
    public ValueTask HandleAsync(IGatewayEvent e, EventContext context, CancellationToken cancellationToken)
    {
        calls.Note($"every {e.GetType().Name}");
        return default;
    }
}

internal sealed class GuildEventHandler(Calls calls) : IEventHandler<IGuildEvent>
{
    public ValueTask HandleAsync(IGuildEvent e, EventContext context, CancellationToken cancellationToken)
    {
        calls.Note($"guild {e.GetType().Name}");
        return default;
    }
}

internal sealed class RawHandler(Calls calls) : IRawEventHandler
{
    public ValueTask HandleAsync(RawEvent e, EventContext context, CancellationToken cancellationToken)
    {
        calls.Note($"raw {e.Name} #{e.Sequence} {System.Text.Encoding.UTF8.GetString(e.Data.Span)}");
        return default;
    }
}

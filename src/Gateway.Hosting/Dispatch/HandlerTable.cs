namespace Gateway.Hosting.Dispatch;

/// <summary>From an event's name to what is done with it. Built once, at start; names without handlers are not in it.</summary>
internal sealed class HandlerTable
{
    private readonly Dictionary<string, EventRoute>.AlternateLookup<ReadOnlySpan<byte>> _routes;
    private readonly EventRoute? _unknown;

    /// <param name="routes">One for each name the catalog knows and somebody handles.</param>
    /// <param name="unknown">The one for all names the catalog does not know; null if nobody handles those.</param>
    /// <param name="orders">The handlers with an ordering of their own, by their index.</param>
    public HandlerTable(IEnumerable<EventRoute> routes, EventRoute? unknown, IReadOnlyList<HandlerOrder> orders)
    {
        var byName = routes.ToDictionary(static route => route.Name!, Utf8NameComparer.Instance);
        _routes = byName.GetAlternateLookup<ReadOnlySpan<byte>>();
        _unknown = unknown;
        Orders = orders;
    }

    public IReadOnlyList<HandlerOrder> Orders { get; }

    public EventRoute? Find(ReadOnlySpan<byte> utf8Name) =>
        _routes.TryGetValue(utf8Name, out EventRoute? route) ? route : _unknown;
}

using System.Text;
using Gateway.Core.Events;
using Gateway.Core.Json;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Events;

public class EventCatalogTests
{
    /// <summary>They stand in for what the catalog lacks or could not read.</summary>
    private static readonly Type[] StandIns = [typeof(UnknownEvent), typeof(MalformedEvent)];

    private static readonly IReadOnlyList<Type> Records =
        [.. typeof(IGatewayEvent).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IGatewayEvent)))];

    private static IEnumerable<string> Rows => EventCatalog.All.Select(row => row.Name);

    private static IEnumerable<string> Samples => Fixture.Samples.Select(sample => sample.Name);

    [Fact]
    public void Every_event_record_has_a_row() =>
        Faults.AssertNone(
            Records.Except(StandIns).Where(type => EventCatalog.Find(type) is null).Select(type => type.Name));

    [Fact]
    public void Every_row_has_generated_metadata() =>
        Faults.AssertNone(
            from row in EventCatalog.All
            where !GatewayJson.Options.TryGetTypeInfo(row.EventType, out _)
            select row.Name);

    [Fact]
    public void Every_row_has_a_sample() =>
        Faults.AssertNone(Rows.Except(Samples));

    [Fact]
    public void Every_sample_has_a_row() =>
        Faults.AssertNone(Samples.Except(Rows));

    [Fact]
    public void A_record_has_the_name_on_the_wire_in_Pascal_case() =>
        Faults.AssertNone(
            from row in EventCatalog.All
            let name = row.Name.Replace("_", "", StringComparison.Ordinal)
            where !name.Equals(row.EventType.Name, StringComparison.OrdinalIgnoreCase)
            select $"{row.Name} is {row.EventType.Name}");

    [Fact]
    public void An_event_is_found_by_name_and_by_type()
    {
        EventDescriptor row = EventCatalog.Get<MessageCreate>();

        Assert.Equal("MESSAGE_CREATE", row.Name);
        Assert.Same(row, EventCatalog.Find("MESSAGE_CREATE"));
        Assert.Same(row, EventCatalog.Find("MESSAGE_CREATE"u8));
        Assert.Same(row, EventCatalog.Find(typeof(MessageCreate)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("message_create")]
    [InlineData("MESSAGE_CREATÉ")]
    [InlineData("GUILD_JOIN_REQUEST_CREATE")]
    [InlineData("A_NAME_THAT_IS_LONGER_THAN_THE_LONGEST_NAME_THAT_ANY_EVENT_HAS_EVER_HAD")]
    public void An_unknown_name_is_not_found(string name)
    {
        Assert.Null(EventCatalog.Find(name));
        Assert.Null(EventCatalog.Find(Encoding.UTF8.GetBytes(name)));
    }

    [Fact]
    public void A_type_that_is_no_event_is_not_found()
    {
        Assert.Null(EventCatalog.Find(typeof(string)));
        Assert.Throws<ArgumentException>(EventCatalog.Get<IGatewayEvent>);
    }

    [Fact]
    public void Finding_a_name_allocates_nothing() =>
        Assert.Equal(0, Allocated.By(static () => EventCatalog.Find("GUILD_SOUNDBOARD_SOUNDS_UPDATE"u8)));

    [Fact]
    public void A_visitor_gets_the_event_type() =>
        Assert.Equal(typeof(Ready), EventCatalog.Find("READY")!.Accept(new TypeVisitor()));

    private sealed class TypeVisitor : IEventDescriptorVisitor<Type>
    {
        public Type Visit<TEvent>(EventDescriptor<TEvent> descriptor) where TEvent : class, IGatewayEvent =>
            typeof(TEvent);
    }
}

using Gateway.Core.Events;
using Gateway.Hosting.Handlers;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Hosting.Tests.Dispatch;

public class RegistrationTests
{
    private const string Deleted = """{"id":"1","channel_id":"2"}""";

    [Fact]
    public async Task A_class_is_added_for_every_type_of_event_it_handles()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<ManyHandler>());

        await fixture.SayAsync("a");
        await fixture.FeedAsync("MESSAGE_DELETE", Deleted);
        await fixture.HandledAsync();
        Assert.Contains(fixture.Calls.Notes, static note => note.StartsWith("create", StringComparison.Ordinal));
        Assert.Contains(fixture.Calls.Notes, static note => note.StartsWith("delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_singleton_is_one_object_for_all_its_types_of_event_and_all_events()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<ManyHandler>(ServiceLifetime.Singleton));

        await fixture.SayAsync("a");
        await fixture.FeedAsync("MESSAGE_DELETE", Deleted);
        await fixture.SayAsync("b");
        await fixture.HandledAsync();
        Assert.Single(fixture.Calls.Notes.Select(static note => note.Split(' ')[1]).Distinct());
        Assert.DoesNotContain(fixture.Calls.Notes, static note => note.StartsWith("dispose", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scoped_handler_is_made_anew_for_each_event_and_disposed_of_after_it()
    {
        await using var fixture = new DispatchFixture(gateway => gateway.AddEventHandler<ManyHandler>());

        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        await fixture.HandledAsync();
        Assert.Equal(2, fixture.Calls.Notes.Where(static note => note.StartsWith("create", StringComparison.Ordinal)).Distinct().Count());
        Assert.Equal(2, fixture.Calls.Notes.Count(static note => note.StartsWith("dispose", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_handlers_of_one_event_share_a_scope_and_two_events_do_not()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<MessageCreate, ScopeHandler>(),
            services => services.AddScoped<Scoped>().AddScoped<IEventHandler<MessageCreate>, ScopeHandler>());

        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        await fixture.HandledAsync();
        Assert.Equal([2, 2], fixture.Calls.Notes.GroupBy(static note => note).Select(static group => group.Count()));
    }

    [Fact]
    public async Task A_delegate_has_a_scope_of_its_own()
    {
        await using var fixture = new DispatchFixture(
            gateway => gateway.AddEventHandler<MessageCreate>(NoteScope).AddEventHandler<MessageCreate>(NoteScope).AddEventHandler<MessageCreate, ScopeHandler>(),
            services => services.AddScoped<Scoped>());

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Equal(3, fixture.Calls.Notes.Distinct().Count());
        Assert.Equal(3, fixture.Scopes.Made);

        static ValueTask NoteScope(MessageCreate message, EventContext context, CancellationToken cancellationToken)
        {
            Scoped scoped = context.Services.GetRequiredService<Scoped>();
            Assert.Same(scoped, context.Services.GetRequiredService<Scoped>());
            context.Services.GetRequiredService<Calls>().Note(scoped.Id.ToString());
            return default;
        }
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton, 0)]
    [InlineData(ServiceLifetime.Scoped, 1)]
    [InlineData(ServiceLifetime.Transient, 1)]
    public async Task An_event_has_a_scope_only_if_some_handler_is_no_singleton(ServiceLifetime lifetime, int scopes)
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate>((_, _, _) => default)
            .AddEventHandler<MessageCreate, NotingHandler>(lifetime)
            .AddEventHandler<ManyHandler>(lifetime));

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Equal(scopes, fixture.Scopes.Made);
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public async Task Handlers_registered_with_the_container_are_found_before_and_after_the_gateway(ServiceLifetime lifetime)
    {
        IServiceCollection before = new ServiceCollection();
        before.Add(new ServiceDescriptor(typeof(IEventHandler<MessageCreate>), typeof(NotingHandler), lifetime));
        before.AddDiscordGateway();
        Assert.Equal("NotingHandler", Assert.Single(Registry(before).All).Name);

        await using var after = new DispatchFixture(services: services =>
            services.Add(new ServiceDescriptor(typeof(IEventHandler<MessageCreate>), typeof(NotingHandler), lifetime)));
        await after.SayAsync("a");
        await after.HandledAsync();
        Assert.Equal(["NotingHandler a"], after.Calls.Notes);
    }

    [Fact]
    public async Task A_handler_given_as_an_object_or_made_by_a_factory_is_found()
    {
        var calls = new Calls();
        await using var fixture = new DispatchFixture(services: services =>
        {
            services.AddSingleton<IEventHandler<MessageCreate>>(new NotingHandler(calls));
            services.AddScoped<IEventHandler<MessageCreate>>(_ => new NotingHandler(calls));
        });

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Equal(["NotingHandler a", "NotingHandler a"], calls.Notes);
    }

    [Fact]
    public async Task A_generic_handler_registered_with_the_container_gets_every_type_of_event()
    {
        await using var fixture = new DispatchFixture(services: services => services.AddScoped(typeof(IEventHandler<>), typeof(OpenHandler<>)));

        await fixture.SayAsync("a");
        await fixture.FeedAsync("MESSAGE_DELETE", Deleted);
        await fixture.HandledAsync();
        Assert.Equal(["open MessageCreate", "open MessageDelete"], fixture.Calls.Notes.Order());
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    public async Task A_generic_handler_gets_each_event_once_whatever_else_handles_its_kind(ServiceLifetime lifetime)
    {
        await using var fixture = new DispatchFixture(services: services =>
        {
            services.Add(new ServiceDescriptor(typeof(IEventHandler<>), typeof(OpenHandler<>), lifetime));
            services.Add(new ServiceDescriptor(typeof(IEventHandler<IGatewayEvent>), typeof(EveryEventHandler), lifetime));
            services.Add(new ServiceDescriptor(typeof(IEventHandler<IGuildEvent>), typeof(GuildEventHandler), lifetime));
        });

        await fixture.SayAsync("a");
        await fixture.HandledAsync();
        Assert.Equal(["every MessageCreate", "guild MessageCreate", "open MessageCreate"], fixture.Calls.Notes.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_of_a_kind_of_events_gets_all_of_that_kind(bool withBuilder)
    {
        await using var fixture = new DispatchFixture(
            gateway =>
            {
                if (withBuilder)
                {
                    gateway.AddEventHandler<EveryEventHandler>().AddEventHandler<IGuildEvent, GuildEventHandler>();
                }
            },
            services =>
            {
                if (!withBuilder)
                {
                    services.AddScoped<IEventHandler<IGatewayEvent>, EveryEventHandler>();
                    services.AddSingleton<IEventHandler<IGuildEvent>, GuildEventHandler>();
                }
            });

        await fixture.SayAsync("a");
        await fixture.FeedAsync("RESUMED", "{}");
        await fixture.HandledAsync();
        Assert.Equal(["every MessageCreate", "every Resumed", "guild MessageCreate"], fixture.Calls.Notes.Order());
    }

    [Fact]
    public async Task The_same_class_added_twice_for_one_type_of_event_runs_once()
    {
        await using var fixture = new DispatchFixture(gateway => gateway
            .AddEventHandler<MessageCreate, NotingHandler>()
            .AddEventHandler<NotingHandler>()
            .AddEventHandlersFrom(typeof(RegistrationTests).Assembly));

        await fixture.SayAsync("a");
        await fixture.Calls.WaitForAsync("NotingHandler a");
        await fixture.HandledAsync();
        Assert.Single(fixture.Calls.Notes, "NotingHandler a");
    }

    [Fact]
    public void Every_closed_class_of_an_assembly_is_added()
    {
        var services = new ServiceCollection();
        services.AddDiscordGateway().AddEventHandlersFrom(typeof(RegistrationTests).Assembly);

        string[] names = [.. Registry(services).All.Select(static handler => $"{handler.Name} {handler.EventType.Name}")];
        Assert.Contains("NotingHandler MessageCreate", names);
        Assert.Contains("ManyHandler MessageCreate", names);
        Assert.Contains("ManyHandler MessageDelete", names);
        Assert.Contains("RawHandler RawEvent", names);
        Assert.Contains("EveryEventHandler IGatewayEvent", names);
        Assert.DoesNotContain(names, static name => name.StartsWith("OpenHandler", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_registration_of_the_class_itself_decides_on_its_lifetime()
    {
        await using var fixture = new DispatchFixture(
            gateway =>
            {
                gateway.Services.AddSingleton<ManyHandler>();
                gateway.AddEventHandler<ManyHandler>(ServiceLifetime.Scoped);
            });

        await fixture.SayAsync("a");
        await fixture.SayAsync("b");
        await fixture.HandledAsync();
        Assert.Single(fixture.Calls.Notes.Distinct());
    }

    [Fact]
    public void A_faulty_singleton_stops_the_start()
    {
        Assert.Throws<InvalidTimeZoneException>(() =>
            new DispatchFixture(gateway => gateway.AddEventHandler<MessageCreate, UnmakeableHandler>(ServiceLifetime.Singleton)));
    }

    [Fact]
    public void A_class_that_handles_nothing_is_refused_with_a_hint()
    {
        IDiscordGatewayBuilder gateway = new ServiceCollection().AddDiscordGateway();

        Assert.Contains("Calls implements", Assert.Throws<ArgumentException>(() => gateway.AddEventHandler<Calls>()).Message, StringComparison.Ordinal);
        Assert.Contains("AddRawEventHandler", Assert.Throws<ArgumentException>(() => gateway.AddEventHandler<RawHandler>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keyed_handlers_are_not_the_gateways()
    {
        var services = new ServiceCollection();
        services.AddKeyedScoped<IEventHandler<MessageCreate>, NotingHandler>("key");
        services.AddDiscordGateway();
        Assert.Empty(Registry(services).All);
    }

    [Fact]
    public void Calling_it_twice_is_one_registration()
    {
        var services = new ServiceCollection();
        services.AddDiscordGateway().AddEventHandler<MessageCreate, NotingHandler>();
        services.AddDiscordGateway(options => options.LargeThreshold = 100).AddEventHandler<MessageDelete, ManyHandler>();

        Assert.Single(services, static service => service.ServiceType == typeof(IHostedService));
        Assert.Single(services, static service => service.ServiceType == typeof(IShardManager) && !service.IsKeyedService);
        Assert.Equal(["NotingHandler", "ManyHandler"], Registry(services).All.Select(static handler => handler.Name));
    }

    private static HandlerRegistry Registry(IServiceCollection services) =>
        services.Select(static service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<BotRegistration>().Single().Handlers;

    private sealed class ScopeHandler(Calls calls, Scoped scoped) : IEventHandler<MessageCreate>
    {
        public ValueTask HandleAsync(MessageCreate e, EventContext context, CancellationToken cancellationToken)
        {
            Assert.Same(scoped, context.Services.GetRequiredService<Scoped>());
            calls.Note(scoped.Id.ToString());
            return default;
        }
    }

    private sealed class Scoped
    {
        public Guid Id { get; } = Guid.NewGuid();
    }
}

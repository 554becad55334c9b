using Gateway.Core.Events;
using Gateway.Hosting;

// The bot whose start is measured: a host, its settings from the environment, three handlers.
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddDiscordGateway()
    .AddEventHandler<GuildCreate, Handler>()
    .AddEventHandler<MessageCreate, Handler>()
    .AddEventHandler<InteractionCreate, Handler>();
builder.Build().Run();

internal sealed class Handler : IEventHandler<GuildCreate>, IEventHandler<MessageCreate>, IEventHandler<InteractionCreate>
{
    public ValueTask HandleAsync(GuildCreate guild, EventContext context, CancellationToken cancellationToken) => default;

    public ValueTask HandleAsync(MessageCreate message, EventContext context, CancellationToken cancellationToken) => default;

    public ValueTask HandleAsync(InteractionCreate interaction, EventContext context, CancellationToken cancellationToken) => default;
}

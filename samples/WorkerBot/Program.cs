using Gateway.Core.Events;
using WorkerBot;
using WorkerBot.Handlers;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);

// Without a token the bot talks to a simulated Discord. Nothing below knows the difference: only the address is another.
await using SimulatedHarbour? harbour = await SimulatedHarbour.StartIfThereIsNoTokenAsync(builder);

builder.Services.AddSingleton<DiscordRest>();
builder.Services.AddDiscordGateway()
    .AddEventHandler<Ready, RegisterCommands>()
    .AddEventHandler<MessageCreate, ChatLog>()
    .AddEventHandler<MessageCreate, PingMessage>()
    .AddEventHandler<InteractionCreate, PingCommand>();

await builder.Build().RunAsync();

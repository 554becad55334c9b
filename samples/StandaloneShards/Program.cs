using System.Runtime.InteropServices;
using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Core.Models;

string token = Environment.GetEnvironmentVariable("DISCORD_TOKEN")
    ?? throw new InvalidOperationException("Set the environment variable DISCORD_TOKEN to the bot's token.");
string? api = Environment.GetEnvironmentVariable("DISCORD_API"); // another server that speaks Discord's protocol

// One place for a proxy, TLS options or a test handler: HTTP and websockets both go through it.
using var http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false }); // else the token would follow

// 1. Ask Discord where to connect, with how many shards, and how often sessions may be started.
GatewayBot gateway = await GatewayBot.GetAsync(http, token, api is null ? null : new Uri(api));
Console.WriteLine($"{gateway.Shards} shard(s) recommended, {gateway.SessionStartLimit.Remaining} session starts left");

// 2. One object of options for all shards: they take turns in one identify queue.
var options = new ShardOptions
{
    Token = token,
    Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent,
    GatewayUri = gateway.Url,
    IdentifyQueue = new IdentifyQueue(gateway.SessionStartLimit),
    HttpInvoker = http,
};
Shard[] shards = [.. ShardId.All(gateway.Shards).Select(id => new Shard(id, options))];

// 3. Ctrl+C and SIGTERM close every shard. The loops below read on until Discord has answered the close frames.
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, CloseAll);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, CloseAll);

// 4. Read all shards side by side. Commands may be sent from anywhere meanwhile.
await Task.WhenAll([.. shards.Select(ReadAsync), .. shards.Select(ShowPresenceAsync)]);
Console.WriteLine("all shards closed");

static async Task ReadAsync(Shard shard)
{
    await foreach (IGatewayEvent e in shard.ReadEventsAsync())
    {
        switch (e)
        {
            case Ready ready:
                Console.WriteLine($"shard {shard.Id} is ready with {ready.Guilds.Count} guild(s)");
                break;
            case MessageCreate message:
                Console.WriteLine($"shard {shard.Id}: {message.Author.Username} wrote {message.Content.Length} characters");
                break;
            case UnknownEvent unknown:
                Console.WriteLine($"shard {shard.Id}: {unknown.Name} is new, {unknown.Data.Length} bytes");
                break;
        }
    }

    Console.WriteLine($"shard {shard.Id} closed, latency {shard.Latency}");
}

static async Task ShowPresenceAsync(Shard shard)
{
    try
    {
        await shard.SendAsync(new UpdatePresence
        {
            Activities = [new BotActivity { Name = $"shard {shard.Id}", Type = ActivityType.Watching }],
        });
    }
    catch (ShardClosedException)
    {
        Console.WriteLine($"shard {shard.Id} was closed before its presence could be shown");
    }
}

void CloseAll(PosixSignalContext signal)
{
    signal.Cancel = true; // the process ends by itself, once all is read
    foreach (Shard shard in shards)
    {
        _ = shard.CloseAsync();
    }
}

using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

// The floor of a bot's start: a host that does by the framework alone what Discord wants before it takes an Identify, with
// nothing kept to, checked, retried, logged or handled.
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHttpClient();
builder.Services.AddHostedService<Floor>();
builder.Build().Run();

internal sealed class Floor(IHttpClientFactory clients, IConfiguration configuration) : BackgroundService
{
    private const string UserAgent = "DiscordBot (https://example.com, 1.0)";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string token = configuration["Discord:Token"]!;
        using HttpClient client = clients.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", token);
        client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        using JsonDocument bot = JsonDocument.Parse(await client.GetStringAsync(configuration["Discord:ApiBaseAddress"] + "gateway/bot", stoppingToken));

        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("User-Agent", UserAgent);
        await socket.ConnectAsync(new Uri(bot.RootElement.GetProperty("url").GetString() + "?v=10&encoding=json&compress=zlib-stream"), stoppingToken);
        byte[] received = new byte[4096];
        ValueWebSocketReceiveResult message = await socket.ReceiveAsync(received.AsMemory(), stoppingToken);
        using var inflater = new ZLibStream(new MemoryStream(received, 0, message.Count), CompressionMode.Decompress);
        byte[] hello = new byte[4096];
        using JsonDocument read = JsonDocument.Parse(hello.AsMemory(0, inflater.Read(hello)));
        if (read.RootElement.GetProperty("op").GetInt32() != 10)
        {
            throw new InvalidDataException("Hello was expected.");
        }

        await socket.SendAsync(
            Encoding.UTF8.GetBytes($$"""{"op":2,"d":{"token":"{{token}}","intents":513,"shard":[0,1],"properties":{"os":"linux","browser":"floor","device":"floor"} } }"""),
            WebSocketMessageType.Text,
            endOfMessage: true,
            stoppingToken);
        await Task.Delay(Timeout.Infinite, stoppingToken); // ended by whoever measures
    }
}

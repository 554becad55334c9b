using System.Net.Http.Json;
using Gateway.Core.Events;
using Gateway.Hosting;
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddDiscordGateway().AddEventHandler<MessageCreate, Ping>();
builder.Build().Run();

class Ping(IHttpClientFactory http) : IEventHandler<MessageCreate>
{
    public async ValueTask HandleAsync(MessageCreate message, EventContext context, CancellationToken cancellationToken)
    {
        if (message.Content != "!ping") return;
        using var answer = (await http.CreateClient(DiscordHttpClient.Name).PostAsJsonAsync($"channels/{message.ChannelId}/messages", new { content = "pong" }, cancellationToken)).EnsureSuccessStatusCode();
    }
}

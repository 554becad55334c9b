using System.Net.Http.Json;
using Gateway.Core.Events;
using Gateway.Core.Models;
using Gateway.Hosting;

namespace Gateway.Testing.Examples.Tests;

/// <summary>The bot under test: it answers <c>!ping</c>, and commands by their name.</summary>
internal sealed class PingBot(IHttpClientFactory http) : IEventHandler<MessageCreate>, IEventHandler<InteractionCreate>
{
    public async ValueTask HandleAsync(MessageCreate message, EventContext context, CancellationToken cancellationToken)
    {
        if (message.Content == "!ping")
        {
            await SendAsync($"channels/{message.ChannelId}/messages", new { content = "pong" }, cancellationToken);
        }
    }

    public async ValueTask HandleAsync(InteractionCreate interaction, EventContext context, CancellationToken cancellationToken) =>
        await SendAsync(
            $"interactions/{interaction.Id}/{interaction.Token}/callback",
            new { type = 4, data = new { content = "at your service" } },
            cancellationToken);

    private async Task SendAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await http.CreateClient(DiscordHttpClient.Name).PostAsJsonAsync(path, body, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}

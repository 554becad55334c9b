using System.Net.Http.Json;
using Gateway.Core;
using Gateway.Hosting;

namespace WorkerBot;

/// <summary>The few HTTP requests that this bot makes, over the client that knows the address, the token and the limits.</summary>
internal sealed class DiscordRest(IHttpClientFactory http)
{
    private const int ChannelMessageWithSource = 4;

    /// <summary>Writes a message into a channel.</summary>
    public Task CreateMessageAsync(Snowflake channelId, string content, CancellationToken cancellationToken) =>
        PostAsync($"channels/{channelId}/messages", new { content }, cancellationToken);

    /// <summary>Answers an interaction with a message; Discord wants to hear within three seconds.</summary>
    public Task RespondAsync(Snowflake interactionId, string interactionToken, string content, CancellationToken cancellationToken) =>
        PostAsync(
            $"interactions/{interactionId}/{interactionToken}/callback",
            new { type = ChannelMessageWithSource, data = new { content } },
            cancellationToken);

    /// <summary>Makes a slash command the one that the bot has.</summary>
    public Task SetCommandAsync(Snowflake applicationId, string name, string description, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, $"applications/{applicationId}/commands", new[] { new { name, description } }, cancellationToken);

    private Task PostAsync<TBody>(string path, TBody body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, cancellationToken);

    private async Task SendAsync<TBody>(HttpMethod method, string path, TBody body, CancellationToken cancellationToken)
    {
        using HttpClient discord = http.CreateClient(DiscordHttpClient.Name);
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using HttpResponseMessage response = await discord.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}

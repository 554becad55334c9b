using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Gateway.Testing.Tests;

/// <summary>A bot's HTTP side, by hand.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    public ApiClient(SimulatedDiscord discord, string? token = null, bool userAgent = true)
    {
        _http = new HttpClient(discord.CreateHandler()) { BaseAddress = discord.ApiBaseAddress };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bot " + (token ?? discord.Token));
        if (userAgent)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "DiscordBot (https://example.org, 1)");
        }
    }

    public Task<HttpResponseMessage> SendAsync(string method, string path, string? body = null) => _http.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        },
        GatewayClient.Patience);

    /// <summary>Sends, and reads the answer whatever its status.</summary>
    public async Task<(int Status, JsonElement Body)> CallAsync(string method, string path, string? body = null)
    {
        using var response = await SendAsync(method, path, body);
        return ((int)response.StatusCode, response.Content.Headers.ContentLength is 0 || response.StatusCode == System.Net.HttpStatusCode.NoContent
            ? default
            : await response.Content.ReadFromJsonAsync<JsonElement>(GatewayClient.Patience));
    }

    public void Dispose() => _http.Dispose();
}

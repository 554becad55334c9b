namespace Gateway.Hosting;

/// <summary>The HTTP client for Discord's API, which a bot may use for its own requests.</summary>
/// <remarks>
/// <code>
/// HttpClient discord = httpClientFactory.CreateClient(DiscordHttpClient.Name);
/// await discord.PostAsJsonAsync($"channels/{channelId}/messages", new { content = "pong" }, cancellationToken);
/// </code>
/// It has the API's base address and the bot's User-Agent, and authorizes requests to that address, and to no other. A
/// request answered with 429 is sent again once Discord allows it, whatever its method, five times at most; GET requests
/// are also repeated, twice, after 408, 5xx, a lost connection, or no answer within 20 seconds. Other requests may take
/// 100 seconds; what takes longer ends with Polly's <c>TimeoutRejectedException</c>. Answers of the API are received whole
/// before they are handed out; one of more than 32 MB ends with an <see cref="HttpRequestException"/>. It logs a line for
/// each such wait and nothing else; for a line per request, add <c>services.AddHttpClient(DiscordHttpClient.Name).AddDefaultLogger()</c>.
/// </remarks>
public static class DiscordHttpClient
{
    /// <summary>The name to ask <see cref="IHttpClientFactory"/> for.</summary>
    public const string Name = "Discord";

    /// <summary>The name to ask for the client of one of several bots: <c>Discord:music</c> for <c>music</c>.</summary>
    /// <param name="bot">The bot's name; empty for the bot without one.</param>
    public static string NameOf(string bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        return bot.Length == 0 ? Name : $"{Name}:{bot}";
    }
}

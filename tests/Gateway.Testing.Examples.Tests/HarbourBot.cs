using System.Net.Http.Json;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Core.Models;
using Gateway.Hosting;

namespace Gateway.Testing.Examples.Tests;

/// <summary>
/// Another bot under test: it shows what it does, joins threads, greets whoever joins with a button, and thanks whoever
/// clicks it.
/// </summary>
internal sealed class HarbourBot(IHttpClientFactory http, Greetings greetings)
    : IEventHandler<Ready>, IEventHandler<ThreadCreate>, IEventHandler<GuildMemberAdd>, IEventHandler<MessageCreate>, IEventHandler<InteractionCreate>
{
    public async ValueTask HandleAsync(Ready ready, EventContext context, CancellationToken cancellationToken) =>
        await context.Shard.SendAsync(new UpdatePresence { Activities = [new BotActivity { Type = ActivityType.Watching, Name = "the tides" }] }, cancellationToken);

    public async ValueTask HandleAsync(ThreadCreate thread, EventContext context, CancellationToken cancellationToken)
    {
        using var response = await http.CreateClient(DiscordHttpClient.Name).PutAsync($"channels/{thread.Id}/thread-members/@me", null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public ValueTask HandleAsync(GuildMemberAdd member, EventContext context, CancellationToken cancellationToken) =>
        PostAsync($"channels/{greetings.ChannelId}/messages", new
        {
            content = $"Ahoy <@{member.User!.Id}>!",
            components = new[] { new { type = 1, components = new[] { new { type = 2, style = 1, label = "Ahoy", custom_id = "ahoy" } } } },
        }, cancellationToken);

    public ValueTask HandleAsync(MessageCreate message, EventContext context, CancellationToken cancellationToken) =>
        message.Author.Bot is true || message.Content != "!tides"
            ? default
            : PostAsync($"channels/{message.ChannelId}/messages", new { content = "high at noon" }, cancellationToken);

    public ValueTask HandleAsync(InteractionCreate interaction, EventContext context, CancellationToken cancellationToken) =>
        PostAsync($"interactions/{interaction.Id}/{interaction.Token}/callback", new { type = 4, data = new { content = "Thanks!", flags = 64 } }, cancellationToken);

    private async ValueTask PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await http.CreateClient(DiscordHttpClient.Name).PostAsJsonAsync(path, body, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}

/// <summary>Where to greet.</summary>
internal sealed record Greetings(ulong ChannelId);

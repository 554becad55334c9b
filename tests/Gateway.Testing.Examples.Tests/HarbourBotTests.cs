using Gateway.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Testing.Examples.Tests;

public class HarbourBotTests
{
    [Fact]
    public async Task It_greets_whoever_joins_and_thanks_for_the_click()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var bot = await StartAsync(discord);
        await discord.WhenReadyAsync();

        var june = await discord.Guild("Harbour").AddMemberAsync("june");
        var greeting = await discord.ExpectMessageAsync(message => message.Content.Contains($"<@{june.Id}>"));
        var click = await june.ClicksAsync(greeting, "ahoy");

        var answered = await discord.ExpectAnswerAsync(click);
        Assert.True(answered.Response!.IsEphemeral);
    }

    [Fact]
    public async Task It_joins_a_thread_and_answers_there()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var bot = await StartAsync(discord);
        await discord.WhenReadyAsync();

        var mira = discord.Guild("Harbour").Member("mira");
        var thread = await mira.OpensThreadAsync("Tide tables");
        await discord.ExpectRequestAsync(request => request.Method == "PUT" && request.Path == $"channels/{thread.Id}/thread-members/@me");
        await mira.SaysAsync(thread, "!tides");

        var answer = await discord.ExpectMessageAsync();
        Assert.Equal(thread, answer.Channel);
    }

    [Fact]
    public async Task It_shows_what_it_does()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var bot = await StartAsync(discord);

        var presence = await discord.ExpectPresenceAsync();

        Assert.Equal("online", presence.Status);
        Assert.Equal("the tides", presence.Activities[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task It_says_nothing_when_it_is_not_asked()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var bot = await StartAsync(discord);
        await discord.WhenReadyAsync();

        var mira = discord.Guild("Harbour").Member("mira");
        await mira.SaysAsync("tides?");
        await mira.SaysAsync("!tides");

        await discord.ExpectMessageAsync(message => message.Content == "high at noon");
        Assert.Single(discord.MessagesOfBot);
    }

    private static async Task<IHost> StartAsync(SimulatedDiscord discord)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(new Greetings(discord.Guild("Harbour").Channel("general").Id));
        builder.Services
            .AddDiscordGateway(options =>
            {
                options.Token = discord.Token;
                options.ApiBaseAddress = discord.ApiBaseAddress;
                options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
            })
            .ConfigureHttpHandler(discord.CreateHandler())
            .AddEventHandler<HarbourBot>();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}

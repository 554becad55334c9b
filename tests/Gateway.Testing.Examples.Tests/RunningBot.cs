using Gateway.Core;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Testing.Examples.Tests;

/// <summary>The bot in a host of its own, as in production but for three lines.</summary>
internal static class RunningBot
{
    public static async Task<IHost> StartAsync(SimulatedDiscord discord)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services
            .AddDiscordGateway(options =>
            {
                options.Token = discord.Token;
                options.ApiBaseAddress = discord.ApiBaseAddress;
                options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
            })
            .ConfigureHttpHandler(discord.CreateHandler())
            .AddEventHandler<PingBot>();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}

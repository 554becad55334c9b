using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting;

internal sealed class DiscordGatewayBuilder(IServiceCollection services, BotRegistration bot) : IDiscordGatewayBuilder
{
    public IServiceCollection Services => services;

    public string Name => bot.Name;

    public BotRegistration Bot => bot;
}

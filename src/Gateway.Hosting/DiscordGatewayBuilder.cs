using Gateway.Hosting.Handlers;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting;

internal sealed class DiscordGatewayBuilder(IServiceCollection services, HandlerRegistry handlers) : IDiscordGatewayBuilder
{
    public IServiceCollection Services => services;

    public HandlerRegistry Handlers => handlers;
}

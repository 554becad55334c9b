using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting;

/// <summary>Adds to a bot that was registered with <c>AddDiscordGateway</c>.</summary>
public interface IDiscordGatewayBuilder
{
    /// <summary>The services of the application.</summary>
    IServiceCollection Services { get; }

    /// <summary>The bot's name: the key of its services; empty for the one without a name.</summary>
    string Name { get; }
}

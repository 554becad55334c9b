using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting;

/// <summary>Adds to a gateway that was registered with <c>AddDiscordGateway</c>.</summary>
public interface IDiscordGatewayBuilder
{
    /// <summary>The services of the application.</summary>
    IServiceCollection Services { get; }
}

using Gateway.Hosting.Handlers;
using Gateway.Hosting.Http;

namespace Gateway.Hosting;

/// <summary>A bot as the application registers it: its name, and what was added to it before the container was built.</summary>
/// <param name="name">Empty for the one without a name.</param>
/// <param name="handlers">Its handlers.</param>
internal sealed class BotRegistration(string name, HandlerRegistry handlers)
{
    public string Name => name;

    /// <summary>Where its settings are.</summary>
    public string Section { get; } = SectionOf(name);

    public HandlerRegistry Handlers => handlers;

    /// <summary>What is wished about its HTTP handler, in order.</summary>
    public List<HttpHandlerSetup> HttpHandlerSetups { get; } = [];

    private static string SectionOf(string name) =>
        name.Length == 0 ? DiscordGatewayOptions.SectionName : $"{DiscordGatewayOptions.SectionName}:Bots:{name}";
}

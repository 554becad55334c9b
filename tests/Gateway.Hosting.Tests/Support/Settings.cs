using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Tests.Support;

/// <summary>The options as an application gets them from an appsettings.json and its code.</summary>
internal static class Settings
{
    /// <summary>Reads the section <c>Discord</c>.</summary>
    public static DiscordGatewayOptions Read(
        string discord, Action<DiscordGatewayOptions>? code = null, Action<IDiscordGatewayBuilder>? gateway = null)
    {
        using ServiceProvider services = Services(discord, code, gateway);
        return services.GetRequiredService<IOptions<DiscordGatewayOptions>>().Value;
    }

    /// <summary>Reads the section <c>Discord</c>, and returns what is wrong with it.</summary>
    public static IReadOnlyList<string> Failures(
        string discord, Action<DiscordGatewayOptions>? code = null, Action<IDiscordGatewayBuilder>? gateway = null)
    {
        using ServiceProvider services = Services(discord, code, gateway);
        return [.. Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredService<IOptions<DiscordGatewayOptions>>().Value).Failures];
    }

    private static ServiceProvider Services(string discord, Action<DiscordGatewayOptions>? code, Action<IDiscordGatewayBuilder>? gateway)
    {
        var services = new ServiceCollection();
        using var json = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Discord": {{discord}} }"""));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddJsonStream(json).Build());
        IDiscordGatewayBuilder builder = code is null ? services.AddDiscordGateway() : services.AddDiscordGateway(code);
        gateway?.Invoke(builder);
        return services.BuildServiceProvider();
    }
}

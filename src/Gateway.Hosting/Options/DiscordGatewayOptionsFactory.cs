using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Options;

/// <summary>Makes the options; what is wrong with them it says readably.</summary>
internal sealed class DiscordGatewayOptionsFactory(
    IEnumerable<IConfigureOptions<DiscordGatewayOptions>> setups,
    IEnumerable<IPostConfigureOptions<DiscordGatewayOptions>> postConfigures,
    IEnumerable<IValidateOptions<DiscordGatewayOptions>> validations)
    : IOptionsFactory<DiscordGatewayOptions>
{
    private readonly OptionsFactory<DiscordGatewayOptions> _inner = new(setups, postConfigures, validations);

    public DiscordGatewayOptions Create(string name)
    {
        try
        {
            return _inner.Create(name);
        }
        catch (OptionsValidationException e)
        {
            throw new InvalidSettingsException(e.OptionsName, e.Failures);
        }
    }
}

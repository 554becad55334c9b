using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Options;

/// <summary>
/// The settings are invalid. It is what ends a host that was configured wrongly, so its text is for the person who reads
/// the console: a list of what to change, without a stack trace, which would say nothing about the settings.
/// </summary>
internal sealed class InvalidSettingsException(IEnumerable<string> failures)
    : OptionsValidationException(DefaultName, typeof(DiscordGatewayOptions), failures)
{
    private const string DefaultName = "";

    public override string Message =>
        string.Join($"{Environment.NewLine}  - ", Failures.Prepend("The Discord gateway cannot start; please change its settings:"));

    public override string ToString() => Message;
}

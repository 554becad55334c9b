using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Options;

/// <summary>
/// The settings are invalid. It is what ends a host that was configured wrongly, so its text is for the person who reads
/// the console: a list of what to change, without a stack trace, which would say nothing about the settings.
/// </summary>
/// <param name="bot">The name of the bot, which is that of its options; empty for one without.</param>
/// <param name="failures">What is wrong, setting by setting.</param>
internal sealed class InvalidSettingsException(string bot, IEnumerable<string> failures)
    : OptionsValidationException(bot, typeof(DiscordGatewayOptions), failures)
{
    public override string Message =>
        string.Join($"{Environment.NewLine}  - ", Failures.Prepend("The Discord gateway cannot start; please change its settings:"));

    public override string ToString() => Message;
}

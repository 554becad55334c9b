using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Options;

/// <summary>Checks every setting by itself. Each failure names the setting and says what to do.</summary>
internal sealed class SettingsValidator : IValidateOptions<DiscordGatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscordGatewayOptions options)
    {
        string[] failures = [.. options.Mistakes, .. new SettingsCheck(options).Failures()];

        // What is probably misspelt is no failure by itself, but it may well be the reason for one.
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail([.. failures, .. options.Hints]);
    }
}

using System.Globalization;
using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Models;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Options;

/// <summary>Checks every setting by itself. Each failure names the setting and says what to do.</summary>
internal sealed class SettingsValidator : IValidateOptions<DiscordGatewayOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, DiscordGatewayOptions options)
    {
        string[] failures =
        [
            .. options.Mistakes,
            .. Token(options),
            .. Shards(options.Shards),
            .. DispatchValidation.Failures(options.Dispatch),
            .. Range("LargeThreshold", options.LargeThreshold, 50, 250),
            .. Range("MaxMessageSize", options.MaxMessageSize, 64 * 1024, int.MaxValue),
            .. Defined("Compression", options.Compression),
            .. Defined("CloseOnStop", options.CloseOnStop),
            .. Presence(options.Presence),
            .. ApiBaseAddress(options),
            .. UserAgent(options.UserAgent),
            .. Time("ReconnectDelay", options.ReconnectDelay),
            .. MaxReconnectDelay(options),
            .. Time("ConnectTimeout", options.ConnectTimeout),
            .. Time("HelloTimeout", options.HelloTimeout),
            .. Time("ReadyTimeout", options.ReadyTimeout),
            .. Time("ResumedTimeout", options.ResumedTimeout),
            .. Time("CloseTimeout", options.CloseTimeout),
            .. Time("StableAfter", options.StableAfter),
        ];

        // What is probably misspelt is no failure by itself, but it may well be the reason for one.
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail([.. failures, .. options.Hints]);
    }

    private static IEnumerable<string> Token(DiscordGatewayOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Token))
        {
            yield return "Discord:Token is missing. Copy it from the Bot page of your application at https://discord.com/developers/applications, "
                + "and put it into the user secrets while developing (dotnet user-secrets set \"Discord:Token\" \"…\"), "
                + "or into the environment variable Discord__Token, "
                + "or into appsettings.json as { \"Discord\": { \"Token\": \"…\" } } if that file is kept out of source control.";
        }
        else if (options.Token.StartsWith("Bot ", StringComparison.OrdinalIgnoreCase))
        {
            yield return "Discord:Token begins with 'Bot '. Use the token alone: the prefix is added where it is needed.";
        }
        else if (options.Token.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            yield return "Discord:Token contains white space. Copy it again, without spaces or line breaks.";
        }
        else if (!options.Token.All(char.IsAscii))
        {
            yield return "Discord:Token contains characters that no token has. Copy it again.";
        }
    }

    private static IEnumerable<string> Shards(ShardingOptions shards)
    {
        if (shards.Total < 1)
        {
            yield return $"Discord:Shards:Total is {shards.Total}. Use 1 or more, or 'recommended'.";
        }

        if (shards.Ids is not { } ids)
        {
            yield break;
        }

        if (ids.Count == 0)
        {
            yield return "Discord:Shards:Ids is empty. Name the shards of this process, such as 0-7, or leave it out to run all of them.";
        }

        if (shards.Total is not { } total)
        {
            yield return "Discord:Shards:Ids needs Discord:Shards:Total: the processes of a bot must agree on how many shards there are.";
        }
        else if (total > 0 && ids.Any(id => id < 0 || id >= total))
        {
            int outside = ids.First(id => id < 0 || id >= total);
            yield return $"Discord:Shards:Ids has {outside}, but with Discord:Shards:Total at {total} ids go from 0 to {total - 1}.";
        }

        if (ids.Distinct().Count() < ids.Count)
        {
            int twice = ids.GroupBy(static id => id).First(static group => group.Count() > 1).Key;
            yield return $"Discord:Shards:Ids has {twice} more than once. Name each shard once.";
        }
    }

    private static IEnumerable<string> Presence(UpdatePresence? presence)
    {
        foreach (BotActivity activity in presence?.Activities ?? [])
        {
            if (string.IsNullOrWhiteSpace(activity.Name))
            {
                yield return "Discord:Presence:Activity:Name is missing. Say what the bot is doing, such as the name of a game.";
            }

            if (activity.Type == ActivityType.Custom && string.IsNullOrEmpty(activity.State))
            {
                yield return "Discord:Presence:Activity:State is missing. It is what an activity of the type Custom shows.";
            }
        }
    }

    private static IEnumerable<string> ApiBaseAddress(DiscordGatewayOptions options)
    {
        Uri address = options.ApiBaseAddress;
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            yield return $"Discord:ApiBaseAddress is '{address}'. Use an https address, such as {GatewayBot.DefaultApiBaseAddress}.";
        }
        else if (!options.AllowsTokenOver(address))
        {
            yield return $"Discord:ApiBaseAddress is '{address}': the token would travel unencrypted. Use https, "
                + "or set Discord:AllowInsecureTransport to true if the network between is your own.";
        }
    }

    private static IEnumerable<string> UserAgent(string userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent) || userAgent.Any(static c => char.IsControl(c) || !char.IsAscii(c)))
        {
            yield return "Discord:UserAgent is empty or has characters that a header cannot carry. Use the form DiscordBot (https://example.com, 1.0).";
        }
    }

    private static IEnumerable<string> MaxReconnectDelay(DiscordGatewayOptions options)
    {
        if (options.MaxReconnectDelay < options.ReconnectDelay || options.MaxReconnectDelay > Longest)
        {
            yield return $"Discord:MaxReconnectDelay is {options.MaxReconnectDelay}. Use a time from Discord:ReconnectDelay ({options.ReconnectDelay}) to {Longest}.";
        }
    }

    internal static IEnumerable<string> Time(string setting, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > Longest)
        {
            yield return $"Discord:{setting} is {value}. Use a time of more than 00:00:00 and up to {Longest}.";
        }
    }

    internal static IEnumerable<string> Range(string setting, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Discord:{setting} is {value}. Use a number from {least} to {most}.");
        }
    }

    internal static IEnumerable<string> Defined<TEnum>(string setting, TEnum value)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            yield return $"Discord:{setting} is {value}. Use one of {string.Join(", ", Enum.GetNames<TEnum>())}.";
        }
    }
}

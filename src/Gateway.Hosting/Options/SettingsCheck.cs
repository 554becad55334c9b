using System.Globalization;
using Gateway.Core;
using Gateway.Core.Events;

namespace Gateway.Hosting.Options;

/// <summary>One bot's settings, checked one by one.</summary>
internal sealed class SettingsCheck(DiscordGatewayOptions options)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private string Section => options.Section;

    public IEnumerable<string> Failures() =>
    [
        .. Token(),
        .. Shards(options.Shards),
        .. Range("Dispatch:MaxConcurrentEvents", options.Dispatch.MaxConcurrentEvents, 1, 1_000_000),
        .. Defined<EventOrdering>("Dispatch:Ordering", options.Dispatch.Ordering),
        .. Defined<DispatchFullMode>("Dispatch:FullMode", options.Dispatch.FullMode),
        .. Droppable(options.Dispatch),
        .. options.Dispatch.HandlerTimeout is { } timeout ? Time("Dispatch:HandlerTimeout", timeout) : [],
        .. Time("Dispatch:SlowHandlerAfter", options.Dispatch.SlowHandlerAfter),
        .. Range("LargeThreshold", options.LargeThreshold, 50, 250),
        .. Range("MaxMessageSize", options.MaxMessageSize, 64 * 1024, int.MaxValue),
        .. Range("MaxQueuedCommands", options.MaxQueuedCommands, 1, int.MaxValue),
        .. Defined<TransportCompression>("Compression", options.Compression),
        .. Defined<RefusedBehavior>("WhenRefused", options.WhenRefused),
        .. IdentifySettings.Mistakes(options),
        .. ApiBaseAddress(),
        .. UserAgent(options.UserAgent),
        .. Time("Reconnect:Delay", options.Reconnect.Delay),
        .. MaxDelay(options.Reconnect),
        .. Time("Reconnect:ConnectTimeout", options.Reconnect.ConnectTimeout),
        .. Time("Reconnect:HelloTimeout", options.Reconnect.HelloTimeout),
        .. Time("Reconnect:ReadyTimeout", options.Reconnect.ReadyTimeout),
        .. Time("Reconnect:ResumedTimeout", options.Reconnect.ResumedTimeout),
        .. Time("Reconnect:StableAfter", options.Reconnect.StableAfter),
        .. Defined("Shutdown:Close", options.Shutdown.Close),
        .. Time("Shutdown:CloseTimeout", options.Shutdown.CloseTimeout),
        .. Defined("SessionStore:Type", options.SessionStore.Type),
        .. SessionStorePath(options.SessionStore),
        .. Time("SessionStore:CheckpointInterval", options.SessionStore.CheckpointInterval),
        .. Time("SessionStore:MaxAge", options.SessionStore.MaxAge),
        .. Time("Shards:ReshardCheckInterval", options.Shards.ReshardCheckInterval, TimeSpan.FromMinutes(1)),
    ];

    private IEnumerable<string> Token()
    {
        if (string.IsNullOrWhiteSpace(options.Token))
        {
            yield return $"{Section}:Token is missing. Copy it from the Bot page of your application at https://discord.com/developers/applications, "
                + $"and put it into the user secrets while developing (dotnet user-secrets set \"{Section}:Token\" \"…\"), "
                + $"or into the environment variable {Section.Replace(":", "__", StringComparison.Ordinal)}__Token, "
                + "or into appsettings.json as { \"Discord\": { \"Token\": \"…\" } } if that file is kept out of source control.";
        }
        else if (options.Token.StartsWith("Bot ", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{Section}:Token begins with 'Bot '. Use the token alone: the prefix is added where it is needed.";
        }
        else if (options.Token.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            yield return $"{Section}:Token contains white space. Copy it again, without spaces or line breaks.";
        }
        else if (!options.Token.All(char.IsAscii))
        {
            yield return $"{Section}:Token contains characters that no token has. Copy it again.";
        }
    }

    private IEnumerable<string> Shards(ShardingOptions shards)
    {
        if (shards.Total < 1)
        {
            yield return $"{Section}:Shards:Total is {shards.Total}. Use 1 or more, or 'recommended'.";
        }

        if (shards.Ids is not { } ids)
        {
            yield break;
        }

        if (ids.Count == 0)
        {
            yield return $"{Section}:Shards:Ids is empty. Name the shards of this process, such as 0-7, or leave it out to run all of them.";
        }

        if (shards.Total is not { } total)
        {
            yield return $"{Section}:Shards:Ids needs {Section}:Shards:Total: the processes of a bot must agree on how many shards there are.";
        }
        else if (total > 0 && ids.Any(id => id < 0 || id >= total))
        {
            int outside = ids.First(id => id < 0 || id >= total);
            yield return $"{Section}:Shards:Ids has {outside}, but with {Section}:Shards:Total at {total} ids go from 0 to {total - 1}.";
        }

        if (ids.Distinct().Count() < ids.Count)
        {
            int twice = ids.GroupBy(static id => id).First(static group => group.Count() > 1).Key;
            yield return $"{Section}:Shards:Ids has {twice} more than once. Name each shard once.";
        }
    }

    private IEnumerable<string> Droppable(DispatchOptions dispatch)
    {
        if (dispatch.FullMode != DispatchFullMode.Wait && dispatch.Droppable.Count == 0)
        {
            yield return $"{Section}:Dispatch:FullMode is {dispatch.FullMode}, but nothing may be dropped. "
                + $"Name the events in {Section}:Dispatch:Droppable, such as \"PRESENCE_UPDATE, TYPING_START\".";
        }

        string[] known = [.. EventCatalog.All.Select(static e => e.Name)];
        foreach (string name in dispatch.Droppable.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"{Section}:Dispatch:Droppable has '{name}', which is no event. "
                + (Names.Nearest(name, known) is { } meant ? $"Is {meant} meant?" : "Use names such as PRESENCE_UPDATE.");
        }
    }

    private IEnumerable<string> ApiBaseAddress()
    {
        Uri address = options.ApiBaseAddress;
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            yield return $"{Section}:ApiBaseAddress is '{address}'. Use an https address, such as {GatewayBot.DefaultApiBaseAddress}.";
        }
        else if (!options.AllowsTokenOver(address))
        {
            yield return $"{Section}:ApiBaseAddress is '{address}': the token would travel unencrypted. Use https, "
                + $"or set {Section}:AllowInsecureTransport to true if the network between is your own.";
        }
    }

    private IEnumerable<string> UserAgent(string userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent) || userAgent.Any(static c => char.IsControl(c) || !char.IsAscii(c)))
        {
            yield return $"{Section}:UserAgent is empty or has characters that a header cannot carry. Use the form DiscordBot (https://example.com, 1.0).";
        }
    }

    private IEnumerable<string> MaxDelay(ReconnectOptions reconnect)
    {
        if (reconnect.MaxDelay < reconnect.Delay || reconnect.MaxDelay > Longest)
        {
            yield return $"{Section}:Reconnect:MaxDelay is {reconnect.MaxDelay}. Use a time from {Section}:Reconnect:Delay ({reconnect.Delay}) to {Longest}.";
        }
    }

    private IEnumerable<string> SessionStorePath(SessionStoreOptions store)
    {
        if (store is { Path: not null, Type: SessionStoreType.Memory or SessionStoreType.DistributedCache })
        {
            yield return $"{Section}:SessionStore:Path is '{store.Path}', but {Section}:SessionStore:Type is {store.Type}. Leave one of them out.";
        }
    }

    private IEnumerable<string> Time(string setting, TimeSpan value, TimeSpan? least = null)
    {
        if (value <= TimeSpan.Zero || value < least || value > Longest)
        {
            string from = least is { } shortest ? $"from {shortest}" : "of more than 00:00:00 and";
            yield return $"{Section}:{setting} is {value}. Use a time {from} up to {Longest}.";
        }
    }

    private IEnumerable<string> Range(string setting, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:{setting} is {value}. Use a number from {least} to {most}.");
        }
    }

    private IEnumerable<string> Defined<TEnum>(string setting, TEnum? value)
        where TEnum : struct, Enum
    {
        if (value is { } set && !Enum.IsDefined(set))
        {
            yield return $"{Section}:{setting} is {set}. Use one of {string.Join(", ", Enum.GetNames<TEnum>())}.";
        }
    }
}

using System.Globalization;
using Gateway.Core;
using Gateway.Core.Events;

namespace Gateway.Hosting.Options;

/// <summary>One bot's settings, checked one by one.</summary>
internal sealed class SettingsCheck(DiscordGatewayOptions options)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly List<string> _failures = [];

    private string Section => options.Section;

    public IReadOnlyList<string> Failures()
    {
        Token();
        Shards(options.Shards);
        Range("Dispatch:MaxConcurrentEvents", options.Dispatch.MaxConcurrentEvents, 1, 1_000_000);
        Defined("Dispatch:Ordering", options.Dispatch.Ordering);
        Defined("Dispatch:FullMode", options.Dispatch.FullMode);
        Droppable(options.Dispatch);
        Time("Dispatch:HandlerTimeout", options.Dispatch.HandlerTimeout);
        Time("Dispatch:SlowHandlerAfter", options.Dispatch.SlowHandlerAfter);
        Range("LargeThreshold", options.LargeThreshold, 50, 250);
        Range("MaxMessageSize", options.MaxMessageSize, 64 * 1024, int.MaxValue);
        Range("MaxQueuedCommands", options.MaxQueuedCommands, 1, int.MaxValue);
        Defined("Compression", options.Compression);
        Defined("WhenRefused", options.WhenRefused);
        _failures.AddRange(IdentifySettings.Mistakes(options));
        ApiBaseAddress();
        UserAgent(options.UserAgent);
        Time("Reconnect:Delay", options.Reconnect.Delay);
        MaxDelay(options.Reconnect);
        Time("Reconnect:ConnectTimeout", options.Reconnect.ConnectTimeout);
        Time("Reconnect:HelloTimeout", options.Reconnect.HelloTimeout);
        Time("Reconnect:ReadyTimeout", options.Reconnect.ReadyTimeout);
        Time("Reconnect:ResumedTimeout", options.Reconnect.ResumedTimeout);
        Time("Reconnect:StableAfter", options.Reconnect.StableAfter);
        Defined("Shutdown:Close", options.Shutdown.Close);
        Time("Shutdown:CloseTimeout", options.Shutdown.CloseTimeout);
        Defined("SessionStore:Type", options.SessionStore.Type);
        SessionStorePath(options.SessionStore);
        Time("SessionStore:CheckpointInterval", options.SessionStore.CheckpointInterval);
        Time("SessionStore:MaxAge", options.SessionStore.MaxAge);
        Time("Shards:ReshardCheckInterval", options.Shards.ReshardCheckInterval, TimeSpan.FromMinutes(1));
        return _failures;
    }

    private void Token()
    {
        if (string.IsNullOrWhiteSpace(options.Token))
        {
            Fail("Token", "is missing. Copy it from the Bot page of your application at https://discord.com/developers/applications, "
                + $"and put it into the user secrets while developing (dotnet user-secrets set \"{Section}:Token\" \"…\"), "
                + $"or into the environment variable {Section.Replace(":", "__", StringComparison.Ordinal)}__Token, "
                + "or into appsettings.json as { \"Discord\": { \"Token\": \"…\" } } if that file is kept out of source control.");
        }
        else if (options.Token.StartsWith("Bot ", StringComparison.OrdinalIgnoreCase))
        {
            Fail("Token", "begins with 'Bot '. Use the token alone: the prefix is added where it is needed.");
        }
        else if (options.Token.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            Fail("Token", "contains white space. Copy it again, without spaces or line breaks.");
        }
        else if (!options.Token.All(char.IsAscii))
        {
            Fail("Token", "contains characters that no token has. Copy it again.");
        }
    }

    private void Shards(ShardingOptions shards)
    {
        if (shards.Total < 1)
        {
            Fail("Shards:Total", $"is {shards.Total}. Use 1 or more, or 'recommended'.");
        }

        if (shards.Ids is not { } ids)
        {
            return;
        }

        if (ids.Count == 0)
        {
            Fail("Shards:Ids", "is empty. Name the shards of this process, such as 0-7, or leave it out to run all of them.");
        }

        if (shards.Total is not { } total)
        {
            Fail("Shards:Ids", $"needs {Section}:Shards:Total: the processes of a bot must agree on how many shards there are.");
        }
        else if (total > 0 && ids.Any(id => id < 0 || id >= total))
        {
            int outside = ids.First(id => id < 0 || id >= total);
            Fail("Shards:Ids", $"has {outside}, but with {Section}:Shards:Total at {total} ids go from 0 to {total - 1}.");
        }

        if (ids.Distinct().Count() < ids.Count)
        {
            int twice = ids.GroupBy(static id => id).First(static group => group.Count() > 1).Key;
            Fail("Shards:Ids", $"has {twice} more than once. Name each shard once.");
        }
    }

    private void Droppable(DispatchOptions dispatch)
    {
        if (dispatch.FullMode != DispatchFullMode.Wait && dispatch.Droppable.Count == 0)
        {
            Fail("Dispatch:FullMode", $"is {dispatch.FullMode}, but nothing may be dropped. "
                + $"Name the events in {Section}:Dispatch:Droppable, such as \"PRESENCE_UPDATE, TYPING_START\".");
        }

        foreach (string name in dispatch.Droppable.Where(static name => !EventCatalog.All.Any(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))))
        {
            Fail("Dispatch:Droppable", $"has '{name}', which is no event. "
                + (Names.Nearest(name, EventCatalog.All.Select(static e => e.Name)) is { } meant ? $"Is {meant} meant?" : "Use names such as PRESENCE_UPDATE."));
        }
    }

    private void ApiBaseAddress()
    {
        Uri address = options.ApiBaseAddress;
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            Fail("ApiBaseAddress", $"is '{address}'. Use an https address, such as {GatewayBot.DefaultApiBaseAddress}.");
        }
        else if (!options.AllowsTokenOver(address))
        {
            Fail("ApiBaseAddress", $"is '{address}': the token would travel unencrypted. Use https, "
                + $"or set {Section}:AllowInsecureTransport to true if the network between is your own.");
        }
    }

    private void UserAgent(string userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent) || userAgent.Any(static c => char.IsControl(c) || !char.IsAscii(c)))
        {
            Fail("UserAgent", "is empty or has characters that a header cannot carry. Use the form DiscordBot (https://example.com, 1.0).");
        }
    }

    private void MaxDelay(ReconnectOptions reconnect)
    {
        if (reconnect.MaxDelay < reconnect.Delay || reconnect.MaxDelay > Longest)
        {
            Fail("Reconnect:MaxDelay", $"is {reconnect.MaxDelay}. Use a time from {Section}:Reconnect:Delay ({reconnect.Delay}) to {Longest}.");
        }
    }

    private void SessionStorePath(SessionStoreOptions store)
    {
        if (store is { Path: not null, Type: SessionStoreType.Memory or SessionStoreType.DistributedCache })
        {
            Fail("SessionStore:Path", $"is '{store.Path}', but {Section}:SessionStore:Type is {store.Type}. Leave one of them out.");
        }
    }

    private void Time(string setting, TimeSpan? value, TimeSpan? least = null)
    {
        if (value <= TimeSpan.Zero || value < least || value > Longest)
        {
            string from = least is { } shortest ? $"from {shortest}" : "of more than 00:00:00 and";
            Fail(setting, $"is {value}. Use a time {from} up to {Longest}.");
        }
    }

    private void Range(string setting, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            Fail(setting, string.Create(CultureInfo.InvariantCulture, $"is {value}. Use a number from {least} to {most}."));
        }
    }

    private void Defined(string setting, Enum? value)
    {
        if (value is not null && !Enum.IsDefined(value.GetType(), value))
        {
            Fail(setting, $"is {value}. Use one of {string.Join(", ", Enum.GetNames(value.GetType()))}.");
        }
    }

    private void Fail(string setting, string what) => _failures.Add($"{Section}:{setting} {what}");
}

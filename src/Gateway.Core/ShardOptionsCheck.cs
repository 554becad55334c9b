namespace Gateway.Core;

/// <summary>Checks the options of a shard, so that no mistake in them waits for the first lost connection.</summary>
internal static class ShardOptionsCheck
{
    /// <summary>In whole days, the longest time that a timer takes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public static void Check(ShardId shard, ShardOptions options)
    {
        Token(options.Token, nameof(ShardOptions.Token));
        Given(options.IdentifyQueue, nameof(ShardOptions.IdentifyQueue));
        Given(options.HttpInvoker, nameof(ShardOptions.HttpInvoker));
        Given(options.TimeProvider, nameof(ShardOptions.TimeProvider));
        Given(options.Logger, nameof(ShardOptions.Logger));
        Given(options.IdentifyProperties, nameof(ShardOptions.IdentifyProperties));
        Address(options);
        UserAgent(options.UserAgent);
        if (!Enum.IsDefined(options.Compression))
        {
            throw Mistake(nameof(ShardOptions.Compression), $"{nameof(ShardOptions.Compression)} is {options.Compression}, which is none.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.LargeThreshold, 50, nameof(ShardOptions.LargeThreshold));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.LargeThreshold, 250, nameof(ShardOptions.LargeThreshold));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxMessageSize, 64 * 1024, nameof(ShardOptions.MaxMessageSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxQueuedCommands, 1, nameof(ShardOptions.MaxQueuedCommands));
        Deadline(options.ConnectTimeout, nameof(ShardOptions.ConnectTimeout));
        Deadline(options.HelloTimeout, nameof(ShardOptions.HelloTimeout));
        Deadline(options.ReadyTimeout, nameof(ShardOptions.ReadyTimeout));
        Deadline(options.ResumedTimeout, nameof(ShardOptions.ResumedTimeout));
        Deadline(options.CloseTimeout, nameof(ShardOptions.CloseTimeout));
        Between(TimeSpan.Zero, options.ReconnectDelay, nameof(ShardOptions.ReconnectDelay));
        Between(options.ReconnectDelay, options.MaxReconnectDelay, nameof(ShardOptions.MaxReconnectDelay));
        Between(TimeSpan.Zero, options.StableAfter, nameof(ShardOptions.StableAfter));
        options.Presence?.Validate();
        Identify(shard, options);
    }

    /// <exception cref="ArgumentException">It can be no token. The message does not contain it.</exception>
    public static void Token(string token, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token, name);
        if (token.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw Mistake(name, "The token contains white space. Use it without the prefix 'Bot '.");
        }
    }

    private static void Address(ShardOptions options)
    {
        Given(options.GatewayUri, nameof(ShardOptions.GatewayUri));
        if (!options.GatewayUri.IsAbsoluteUri || !Transport.GatewayUri.IsWebSocket(options.GatewayUri))
        {
            throw Mistake(nameof(ShardOptions.GatewayUri), $"'{options.GatewayUri}' is no websocket address (wss://…).");
        }

        if (!options.MayCarryToken(options.GatewayUri))
        {
            throw Mistake(
                nameof(ShardOptions.GatewayUri),
                $"The token would travel unencrypted to {options.GatewayUri.Host}. Use wss://, or set {nameof(ShardOptions.AllowInsecureTransport)}.");
        }
    }

    private static void UserAgent(string userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent) || userAgent.Any(static c => char.IsControl(c) || !char.IsAscii(c)))
        {
            throw Mistake(
                nameof(ShardOptions.UserAgent),
                $"{nameof(ShardOptions.UserAgent)} is empty or has characters that a header cannot carry. Use the form DiscordBot (https://example.com, 1.0).");
        }
    }

    private static void Identify(ShardId shard, ShardOptions options)
    {
        int size = options.IdentifySize(shard);
        if (size > ShardOptions.MaxIdentifySize)
        {
            string name = (options with { Presence = null }).IdentifySize(shard) <= ShardOptions.MaxIdentifySize ? nameof(ShardOptions.Presence)
                : options.Token.Length > ShardOptions.MaxIdentifySize / 2 ? nameof(ShardOptions.Token)
                : nameof(ShardOptions.IdentifyProperties);
            throw Mistake(name, $"{name} makes the Identify {size} bytes large; Discord accepts {ShardOptions.MaxIdentifySize}. Use shorter texts.");
        }
    }

    private static void Given(object? value, string name) => ArgumentNullException.ThrowIfNull(value, name);

    /// <exception cref="ArgumentOutOfRangeException">No timer can wait for it.</exception>
    public static void Deadline(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan && (value <= TimeSpan.Zero || value > Longest))
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"{name} is {value}. Use a time of more than none and up to {Longest.Days} days, or {nameof(Timeout)}.{nameof(Timeout.InfiniteTimeSpan)}.");
        }
    }

    private static void Between(TimeSpan least, TimeSpan value, string name)
    {
        if (value < least || value > Longest)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}. Use a time from {least} to {Longest.Days} days.");
        }
    }

    private static ArgumentException Mistake(string name, string message) => new(message, name);
}

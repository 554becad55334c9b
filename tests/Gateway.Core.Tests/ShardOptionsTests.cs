using Gateway.Core.Commands;
using Gateway.Core.Envelope;

namespace Gateway.Core.Tests;

public class ShardOptionsTests
{
    public static TheoryData<string, ShardOptions> Mistakes => new()
    {
        { "Token", Options(token: "") },
        { "Bot", Options(token: "Bot abc") },
        { "GatewayUri", Options(uri: "https://gateway.discord.gg") },
        { "AllowInsecureTransport", Options(uri: "ws://gateway.discord.gg") },
        { "LargeThreshold", Options(largeThreshold: 49) },
        { "LargeThreshold", Options(largeThreshold: 251) },
        { "MaxMessageSize", Options(maxMessageSize: 1000) },
        { "MaxQueuedCommands", Options() with { MaxQueuedCommands = 0 } },
        { "IdentifyQueue", Options() with { IdentifyQueue = null! } },
        { "HttpInvoker", Options() with { HttpInvoker = null! } },
        { "GatewayUri", Options() with { GatewayUri = new Uri("gateway", UriKind.Relative) } },
        { "Compression", Options() with { Compression = (TransportCompression)9 } },
        { "UserAgent", Options() with { UserAgent = "a\nb" } },
        { "ConnectTimeout", Options() with { ConnectTimeout = TimeSpan.Zero } },
        { "HelloTimeout", Options() with { HelloTimeout = TimeSpan.FromSeconds(-1) } },
        { "ReadyTimeout", Options() with { ReadyTimeout = TimeSpan.MaxValue } },
        { "ResumedTimeout", Options() with { ResumedTimeout = TimeSpan.Zero } },
        { "CloseTimeout", Options() with { CloseTimeout = TimeSpan.MinValue } },
        { "ReconnectDelay", Options() with { ReconnectDelay = TimeSpan.FromSeconds(-1) } }, // a hot loop
        { "MaxReconnectDelay", Options() with { ReconnectDelay = TimeSpan.FromMinutes(2) } },
        { "StableAfter", Options() with { StableAfter = TimeSpan.FromSeconds(-1) } },
        { "Presence", Options() with { Presence = Showing(3900) } }, // as a command it would do
        { "IdentifyProperties", Options() with { IdentifyProperties = new IdentifyProperties { Os = new string('x', 4000) } } },
        { "Token", Options(token: new string('x', 4000)) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_refused_with_the_name_of_the_option(string named, ShardOptions options)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => new Shard(default, options));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_is_refused_is_not_repeated()
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => new Shard(default, Options(token: "secret part")));

        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_Identify_may_have_as_many_bytes_as_Discord_accepts_and_not_one_more()
    {
        var shard = new ShardId(7, 16);
        int room = ShardOptions.MaxIdentifySize - (Options() with { Presence = Showing(0) }).IdentifySize(shard);
        ShardOptions full = Options() with { Presence = Showing(room) };

        Assert.Equal(ShardOptions.MaxIdentifySize, full.IdentifySize(shard));
        Assert.Equal(ShardState.Idle, new Shard(shard, full).Status.State);
        Assert.Throws<ArgumentException>(() => new Shard(shard, full with { Presence = Showing(room + 1) }));
        Assert.Throws<ArgumentException>(() => new Shard(new ShardId(7, 100), full));
    }

    [Fact]
    public async Task A_presence_that_fits_into_no_Identify_is_refused_though_it_would_do_as_a_command()
    {
        int room = ShardOptions.MaxIdentifySize - (Options() with { Presence = Showing(0) }).IdentifySize(default);
        var shard = new Shard(default, Options());
        Assert.True(EnvelopeWriter.Command(Showing(room + 1)).Length < EnvelopeWriter.MaxPayloadSize);

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(
            () => shard.SendAsync(Showing(room + 1), TestContext.Current.CancellationToken));

        Assert.Contains("UpdatePresence", error.Message, StringComparison.Ordinal);
        Assert.Contains("Identify", error.Message, StringComparison.Ordinal);
        Assert.False(shard.SendAsync(Showing(room), TestContext.Current.CancellationToken).IsFaulted); // waits for a connection
    }

    [Theory]
    [InlineData("ws://127.0.0.1:8080", false)]
    [InlineData("ws://gateway.internal", true)]
    public void An_unencrypted_address_is_good_on_this_machine_and_where_it_is_allowed(string uri, bool allowed) =>
        Assert.Equal(ShardState.Idle, new Shard(default, Options(uri: uri, allowInsecure: allowed)).Status.State);

    [Theory]
    [InlineData("wss://gateway-us-east1-b.discord.gg", false, true)]
    [InlineData("ws://127.0.0.1:8080", false, true)]
    [InlineData("ws://gateway.internal", false, false)]
    [InlineData("ws://gateway.internal", true, true)]
    [InlineData("https://gateway.discord.gg", true, false)]
    [InlineData("gateway.discord.gg", true, false)]
    public void A_stored_session_is_resumed_where_the_token_may_travel_or_on_the_main_host(string uri, bool allowed, bool kept)
    {
        var stored = new GatewaySession("stored", 7, new Uri(uri, UriKind.RelativeOrAbsolute));

        GatewaySession? session = new Shard(default, Options(allowInsecure: allowed), stored).Session;

        Assert.Equal(kept ? stored : stored with { ResumeUri = null }, session);
    }

    /// <summary>A presence with a text of so many bytes.</summary>
    private static UpdatePresence Showing(int bytes) => new() { Activities = [new BotActivity { Name = "x", State = new string('y', bytes) }] };

    private static ShardOptions Options(
        string token = "token",
        string uri = "wss://gateway.discord.gg/",
        bool allowInsecure = false,
        int largeThreshold = 50,
        int maxMessageSize = 1024 * 1024) => new()
        {
            Token = token,
            Intents = GatewayIntents.Guilds,
            GatewayUri = new Uri(uri),
            AllowInsecureTransport = allowInsecure,
            LargeThreshold = largeThreshold,
            MaxMessageSize = maxMessageSize,
            IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.Zero, 1)),
        };
}

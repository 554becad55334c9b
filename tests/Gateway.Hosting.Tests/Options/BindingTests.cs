using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Models;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Tests.Options;

public class BindingTests
{
    [Fact]
    public void Every_setting_is_read()
    {
        DiscordGatewayOptions options = Settings.Read(
            """
            {
              "Token": "secret",
              "Intents": "Guilds",
              "Shards": { "Total": 16, "Ids": "0-2, 8" },
              "Dispatch": { "MaxConcurrentEvents": 7, "Ordering": "per-guild", "FullMode": "DropOldest", "Droppable": "PRESENCE_UPDATE, TYPING_START", "HandlerTimeout": "00:01:00", "SlowHandlerAfter": "00:00:02" },
              "Compression": "zstd-stream",
              "LargeThreshold": 250,
              "Presence": { "Status": "dnd", "Activity": { "Type": "Streaming", "Name": "chess", "State": "round 2", "Url": "https://twitch.tv/x" } },
              "Shutdown": { "Close": "Suspend", "CloseTimeout": "00:00:07.5" },
              "SessionStore": { "Type": "File", "Path": "here.json", "CheckpointInterval": "00:00:09", "MaxAge": "00:01:00" },
              "WhenRefused": "MarkUnhealthy",
              "ApiBaseAddress": "http://discord.internal/api",
              "AllowInsecureTransport": true,
              "UserAgent": "DiscordBot (https://example.com, 1.0)",
              "IdentifyProperties": { "Os": "plan9", "Browser": "b", "Device": "d" },
              "MaxMessageSize": 65536,
              "UseClientWebSocket": true,
              "UseZLibStream": true,
              "Reconnect": {
                "Delay": "00:00:02",
                "MaxDelay": "00:02:00",
                "ConnectTimeout": "00:00:03",
                "HelloTimeout": "00:00:04",
                "ReadyTimeout": "00:00:05",
                "ResumedTimeout": "00:00:06",
                "StableAfter": "00:00:08"
              }
            }
            """);

        Assert.Equal("secret", options.Token);
        Assert.Equal(GatewayIntents.Guilds, options.Intents);
        Assert.Equal(16, options.Shards.Total);
        Assert.Equal([0, 1, 2, 8], options.Shards.Ids);
        Assert.Equal(7, options.Dispatch.MaxConcurrentEvents);
        Assert.Equal(EventOrdering.PerGuild, options.Dispatch.Ordering);
        Assert.Equal(DispatchFullMode.DropOldest, options.Dispatch.FullMode);
        Assert.Equal(["PRESENCE_UPDATE", "TYPING_START"], options.Dispatch.Droppable);
        Assert.Equal(TimeSpan.FromMinutes(1), options.Dispatch.HandlerTimeout);
        Assert.Equal(TimeSpan.FromSeconds(2), options.Dispatch.SlowHandlerAfter);
        Assert.Equal(TransportCompression.ZstdStream, options.Compression);
        Assert.Equal(250, options.LargeThreshold);
        Assert.Equal(BotStatus.DoNotDisturb, options.Presence?.Status);
        Assert.Equal(
            new BotActivity { Name = "chess", Type = ActivityType.Streaming, State = "round 2", Url = "https://twitch.tv/x" },
            Assert.Single(options.Presence!.Activities));
        Assert.Equal(ShardClose.Suspend, options.Shutdown.Close);
        Assert.Equal(SessionStoreType.File, options.SessionStore.Type);
        Assert.Equal("here.json", options.SessionStore.Path);
        Assert.Equal(TimeSpan.FromSeconds(9), options.SessionStore.CheckpointInterval);
        Assert.Equal(TimeSpan.FromMinutes(1), options.SessionStore.MaxAge);
        Assert.Equal(RefusedBehavior.MarkUnhealthy, options.WhenRefused);
        Assert.Equal(new Uri("http://discord.internal/api"), options.ApiBaseAddress);
        Assert.True(options.AllowInsecureTransport);
        Assert.Equal("DiscordBot (https://example.com, 1.0)", options.UserAgent);
        Assert.Equal(new IdentifyProperties { Os = "plan9", Browser = "b", Device = "d" }, options.IdentifyProperties);
        Assert.Equal(65536, options.MaxMessageSize);
        Assert.True(options.UseClientWebSocket);
        Assert.True(options.UseZLibStream);
        Assert.Equal(TimeSpan.FromSeconds(2), options.Reconnect.Delay);
        Assert.Equal(TimeSpan.FromMinutes(2), options.Reconnect.MaxDelay);
        Assert.Equal(TimeSpan.FromSeconds(3), options.Reconnect.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(4), options.Reconnect.HelloTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Reconnect.ReadyTimeout);
        Assert.Equal(TimeSpan.FromSeconds(6), options.Reconnect.ResumedTimeout);
        Assert.Equal(TimeSpan.FromSeconds(7.5), options.Shutdown.CloseTimeout);
        Assert.Equal(TimeSpan.FromSeconds(8), options.Reconnect.StableAfter);
    }

    [Fact]
    public void What_is_left_out_has_the_defaults_of_a_shard()
    {
        DiscordGatewayOptions options = Settings.Read("""{ "Token": "secret" }""");
        var shard = new ShardOptions
        {
            Token = "secret",
            Intents = GatewayIntents.None,
            IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.Zero, 1)),
        };

        Assert.Null(options.Intents);
        Assert.Null(options.Shards.Total);
        Assert.Null(options.Shards.Ids);
        Assert.Null(options.Presence);
        Assert.Equal(1024, options.Dispatch.MaxConcurrentEvents);
        Assert.Null(options.Shutdown.Close);
        Assert.Equal(GatewayBot.DefaultApiBaseAddress, options.ApiBaseAddress);
        Assert.Equal(shard.Compression, options.Compression);
        Assert.Equal(shard.LargeThreshold, options.LargeThreshold);
        Assert.Equal(shard.IdentifyProperties, options.IdentifyProperties);
        Assert.Equal(shard.UserAgent, options.UserAgent);
        Assert.Equal(shard.AllowInsecureTransport, options.AllowInsecureTransport);
        Assert.Equal(shard.MaxMessageSize, options.MaxMessageSize);
        Assert.Equal(shard.UseClientWebSocket, options.UseClientWebSocket);
        Assert.Equal(shard.UseZLibStream, options.UseZLibStream);
        Assert.Equal(shard.ReconnectDelay, options.Reconnect.Delay);
        Assert.Equal(shard.MaxReconnectDelay, options.Reconnect.MaxDelay);
        Assert.Equal(shard.ConnectTimeout, options.Reconnect.ConnectTimeout);
        Assert.Equal(shard.HelloTimeout, options.Reconnect.HelloTimeout);
        Assert.Equal(shard.ReadyTimeout, options.Reconnect.ReadyTimeout);
        Assert.Equal(shard.ResumedTimeout, options.Reconnect.ResumedTimeout);
        Assert.Equal(shard.CloseTimeout, options.Shutdown.CloseTimeout);
        Assert.Equal(shard.StableAfter, options.Reconnect.StableAfter);
    }

    [Theory]
    [InlineData("\"Guilds, GuildMessages\"", GatewayIntents.Guilds | GatewayIntents.GuildMessages)]
    [InlineData("[ \"Guilds\", \"GuildMessages\" ]", GatewayIntents.Guilds | GatewayIntents.GuildMessages)]
    [InlineData("\"GUILD_MESSAGES\"", GatewayIntents.GuildMessages)]
    [InlineData("\"guildmessages\"", GatewayIntents.GuildMessages)]
    [InlineData("\"AllUnprivileged\"", GatewayIntents.AllUnprivileged)]
    [InlineData("513", GatewayIntents.Guilds | GatewayIntents.GuildMessages)]
    [InlineData("\"None\"", GatewayIntents.None)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    public void Intents_are_names_in_a_text_or_a_list(string json, GatewayIntents? expected) =>
        Assert.Equal(expected, Settings.Read($$"""{ "Token": "t", "Intents": {{json}} }""").Intents);

    [Theory]
    [InlineData("\"recommended\"", null, null)]
    [InlineData("\"Recommended\"", null, null)]
    [InlineData("4", 4, null)]
    [InlineData("\"4\"", 4, null)]
    [InlineData("{ \"Total\": \"recommended\" }", null, null)]
    [InlineData("{ \"Total\": 4 }", 4, null)]
    [InlineData("{ \"Total\": 4, \"Ids\": \"2\" }", 4, new[] { 2 })]
    [InlineData("{ \"Total\": 4, \"Ids\": 2 }", 4, new[] { 2 })]
    [InlineData("{ \"Total\": 4, \"Ids\": \"1-3\" }", 4, new[] { 1, 2, 3 })]
    [InlineData("{ \"Total\": 4, \"Ids\": \"0 - 1, 3\" }", 4, new[] { 0, 1, 3 })]
    [InlineData("{ \"Total\": 4, \"Ids\": [ 0, 1 ] }", 4, new[] { 0, 1 })]
    [InlineData("{ \"Total\": 9, \"Ids\": [ \"0-1\", \"7-8\" ] }", 9, new[] { 0, 1, 7, 8 })]
    public void Shards_are_recommended_or_a_number_or_some_of_a_number(string json, int? total, int[]? ids)
    {
        ShardingOptions shards = Settings.Read($$"""{ "Token": "t", "Shards": {{json}} }""").Shards;
        Assert.Equal(total, shards.Total);
        Assert.Equal(ids, shards.Ids);
    }

    [Fact]
    public void A_custom_activity_needs_no_name() =>
        Assert.Equal(
            new BotActivity { Name = "Custom Status", Type = ActivityType.Custom, State = "here to help" },
            Assert.Single(Settings.Read("""{ "Token": "t", "Presence": { "Activity": { "Type": "Custom", "State": "here to help" } } }""").Presence!.Activities));

    [Fact]
    public void Keys_are_read_in_any_case() => Assert.Equal("t", Settings.Read("""{ "token": "t" }""").Token);

    [Fact]
    public void Code_wins_over_the_configuration()
    {
        DiscordGatewayOptions options = Settings.Read(
            """{ "Token": "configured", "LargeThreshold": 100, "Intents": "Guilds" }""",
            code: options =>
            {
                Assert.Equal("configured", options.Token);
                options.Token = "coded";
            });

        Assert.Equal("coded", options.Token);
        Assert.Equal(100, options.LargeThreshold);
    }

    [Fact]
    public void Code_wins_even_where_it_was_registered_first()
    {
        var services = new ServiceCollection();
        services.Configure<DiscordGatewayOptions>(options => options.Token = "coded");
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Discord:Token"] = "configured" }).Build());
        services.AddDiscordGateway();
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Equal("coded", provider.GetRequiredService<IOptions<DiscordGatewayOptions>>().Value.Token);
    }

    [Fact]
    public void A_container_without_configuration_needs_code_alone()
    {
        using ServiceProvider provider = new ServiceCollection().AddDiscordGateway(options => options.Token = "coded").Services.BuildServiceProvider();
        Assert.Equal("coded", provider.GetRequiredService<IOptions<DiscordGatewayOptions>>().Value.Token);
    }

    [Theory]
    [InlineData("Tokn", "Token")]
    [InlineData("Intent", "Intents")]
    [InlineData("Shard", "Shards")]
    [InlineData("LargeTreshold", "LargeThreshold")]
    [InlineData("ApiBaseAdress", "ApiBaseAddress")]
    public void A_setting_that_is_nearly_one_is_hinted_at(string written, string meant) =>
        Assert.Equal(
            [$"Discord:{written} is no setting: Discord:{meant} is probably meant."],
            Settings.Read($$"""{ "Token": "t", "{{written}}": "x" }""").Hints);

    [Fact]
    public void A_setting_of_a_section_that_is_nearly_one_is_hinted_at() =>
        Assert.Equal(
            ["Discord:Dispatch:MaxConcurrentEvent is no setting: Discord:Dispatch:MaxConcurrentEvents is probably meant."],
            Settings.Read("""{ "Token": "t", "Dispatch": { "MaxConcurrentEvent": 1 } }""").Hints);

    [Theory]
    [InlineData("GuildId")]
    [InlineData("ClientId")]
    [InlineData("OwnerId")]
    [InlineData("Prefix")]
    public void A_setting_of_the_bots_own_is_not(string written) =>
        Assert.Empty(Settings.Read($$"""{ "Token": "t", "{{written}}": "x" }""").Hints);
}

using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Tests.Options;

public class ValidationTests
{
    [Theory]
    [InlineData("\"LargeThreshold\": 49", "Discord:LargeThreshold is 49. Use a number from 50 to 250.")]
    [InlineData("\"LargeThreshold\": 251", "Discord:LargeThreshold is 251.")]
    [InlineData("\"LargeThreshold\": \"many\"", "Discord:LargeThreshold is 'many', which is no whole number.")]
    [InlineData("\"Dispatch\": { \"MaxConcurrentEvents\": 0 }", "Discord:Dispatch:MaxConcurrentEvents is 0. Use a number from 1 to 1000000.")]
    [InlineData("\"Dispatch\": { \"MaxConcurrentEvents\": \"1.5\" }", "Discord:Dispatch:MaxConcurrentEvents is '1.5', which is no whole number.")]
    [InlineData("\"Dispatch\": { \"Ordering\": \"PerChannel\" }", "Discord:Dispatch:Ordering is 'PerChannel', which is none of Concurrent, PerGuild, PerShard.")]
    [InlineData("\"Dispatch\": { \"FullMode\": \"DropNewest\" }", "Discord:Dispatch:FullMode is DropNewest, but nothing may be dropped.")]
    [InlineData("\"Dispatch\": { \"Droppable\": \"PRESENCE_UPDAT\" }", "Discord:Dispatch:Droppable has 'PRESENCE_UPDAT', which is no event. Is PRESENCE_UPDATE meant?")]
    [InlineData("\"Dispatch\": { \"Droppable\": \"Weather\" }", "Discord:Dispatch:Droppable has 'Weather', which is no event. Use names such as PRESENCE_UPDATE.")]
    [InlineData("\"Dispatch\": { \"HandlerTimeout\": \"00:00:00\" }", "Discord:Dispatch:HandlerTimeout is 00:00:00. Use a time of more than 00:00:00")]
    [InlineData("\"Dispatch\": { \"SlowHandlerAfter\": \"2.00:00:00\" }", "Discord:Dispatch:SlowHandlerAfter is 2.00:00:00. Use a time of more than 00:00:00")]
    [InlineData("\"Dispatch\": 5", "Discord:Dispatch is '5', but has settings of its own")]
    [InlineData("\"MaxMessageSize\": 1000", "Discord:MaxMessageSize is 1000. Use a number from 65536")]
    [InlineData("\"Compression\": \"gzip\"", "Discord:Compression is 'gzip', which is none of None, ZlibStream, ZstdStream.")]
    [InlineData("\"Shutdown\": { \"Close\": \"Vanish\" }", "Discord:Shutdown:Close is 'Vanish', which is none of LogOff, Suspend.")]
    [InlineData("\"AllowInsecureTransport\": \"perhaps\"", "Discord:AllowInsecureTransport is 'perhaps', which is neither true nor false.")]
    [InlineData("\"Reconnect\": { \"HelloTimeout\": \"20\" }", "Discord:Reconnect:HelloTimeout is '20', which is no time of the form hh:mm:ss")]
    [InlineData("\"Reconnect\": { \"HelloTimeout\": \"soon\" }", "Discord:Reconnect:HelloTimeout is 'soon'")]
    [InlineData("\"Reconnect\": { \"ConnectTimeout\": \"00:00:00\" }", "Discord:Reconnect:ConnectTimeout is 00:00:00. Use a time of more than 00:00:00")]
    [InlineData("\"Reconnect\": { \"ReadyTimeout\": \"-00:00:01\" }", "Discord:Reconnect:ReadyTimeout is -00:00:01.")]
    [InlineData("\"Reconnect\": { \"ResumedTimeout\": \"2.00:00:00\" }", "Discord:Reconnect:ResumedTimeout is 2.00:00:00.")]
    [InlineData("\"Shutdown\": { \"CloseTimeout\": \"00:00:00\" }", "Discord:Shutdown:CloseTimeout is")]
    [InlineData("\"SessionStore\": { \"Type\": \"Cloud\" }", "Discord:SessionStore:Type is 'Cloud', which is none of Memory, File, DistributedCache.")]
    [InlineData("\"SessionStore\": { \"Type\": \"Memory\", \"Path\": \"a.json\" }", "Discord:SessionStore:Path is 'a.json', but Discord:SessionStore:Type is Memory.")]
    [InlineData("\"SessionStore\": { \"CheckpointInterval\": \"00:00:00\" }", "Discord:SessionStore:CheckpointInterval is 00:00:00.")]
    [InlineData("\"SessionStore\": { \"MaxAge\": \"2.00:00:00\" }", "Discord:SessionStore:MaxAge is 2.00:00:00.")]
    [InlineData("\"Shards\": { \"ReshardCheckInterval\": \"00:00:01\" }", "Discord:Shards:ReshardCheckInterval is 00:00:01. Use a time from 00:01:00 up to")]
    [InlineData("\"Shards\": { \"ReshardAutomatically\": \"often\" }", "Discord:Shards:ReshardAutomatically is 'often', which is neither true nor false.")]
    [InlineData("\"MaxQueuedCommands\": 0", "Discord:MaxQueuedCommands is 0. Use a number from 1 to")]
    [InlineData("\"WhenRefused\": \"Cry\"", "Discord:WhenRefused is 'Cry', which is none of StopHost, MarkUnhealthy.")]
    [InlineData("\"Reconnect\": { \"StableAfter\": \"00:00:00\" }", "Discord:Reconnect:StableAfter is")]
    [InlineData("\"Reconnect\": { \"Delay\": \"00:00:00\" }", "Discord:Reconnect:Delay is")]
    [InlineData("\"Reconnect\": { \"MaxDelay\": \"00:00:00.5\" }", "Discord:Reconnect:MaxDelay is 00:00:00.5000000. Use a time from Discord:Reconnect:Delay (00:00:01)")]
    [InlineData("\"ApiBaseAddress\": \"nowhere\"", "Discord:ApiBaseAddress is 'nowhere', which is no absolute address")]
    [InlineData("\"ApiBaseAddress\": \"ftp://discord.com/\"", "Discord:ApiBaseAddress is 'ftp://discord.com/'. Use an https address")]
    [InlineData("\"ApiBaseAddress\": \"http://discord.internal/\"", "Discord:ApiBaseAddress is 'http://discord.internal/': the token would travel unencrypted.")]
    [InlineData("\"UserAgent\": \"caf\u00e9\"", "Discord:UserAgent is empty or has characters that a header cannot carry.")]
    [InlineData("\"Shards\": \"all\"", "Discord:Shards is 'all', which is neither 'recommended' nor a number of shards.")]
    [InlineData("\"Shards\": 0", "Discord:Shards:Total is 0.")]
    [InlineData("\"Shards\": { \"Total\": \"some\" }", "Discord:Shards:Total is 'some'")]
    [InlineData("\"Shards\": { \"Ids\": \"0-7\" }", "Discord:Shards:Ids needs Discord:Shards:Total")]
    [InlineData("\"Shards\": { \"Total\": 4, \"Ids\": \"0-4\" }", "Discord:Shards:Ids has 4, but with Discord:Shards:Total at 4 ids go from 0 to 3.")]
    [InlineData("\"Shards\": { \"Total\": 4, \"Ids\": \"3-1\" }", "Discord:Shards:Ids has '3-1', which is neither a shard id nor a range")]
    [InlineData("\"Shards\": { \"Total\": 4, \"Ids\": \"0-999999999\" }", "Discord:Shards:Ids has '0-999999999'")]
    [InlineData("\"Shards\": { \"Total\": 4, \"Ids\": \"1, 1\" }", "Discord:Shards:Ids has 1 more than once.")]
    [InlineData("\"Intents\": \"GuildMesages\"", "Discord:Intents has 'GuildMesages', which is no intent. Is GuildMessages meant?")]
    [InlineData("\"Intents\": [ \"Guilds\", \"Nonsense\" ]", "Discord:Intents has 'Nonsense', which is no intent. There are None, Guilds,")]
    [InlineData("\"Presence\": \"Idle\"", "Discord:Presence is 'Idle', but has settings of its own")]
    [InlineData("\"Presence\": { \"Status\": \"asleep\" }", "Discord:Presence:Status is 'asleep', which is none of Online, Idle, DoNotDisturb, Invisible.")]
    [InlineData("\"Presence\": { \"Activity\": { \"Type\": \"Watching\" } }", "Discord:Presence:Activity:Name is missing.")]
    [InlineData("\"Presence\": { \"Activity\": { \"Type\": \"Custom\" } }", "Discord:Presence:Activity:State is missing.")]
    public void A_mistake_in_the_configuration_names_its_setting_and_the_way_out(string setting, string message) =>
        Assert.StartsWith(message, Assert.Single(Settings.Failures($$"""{ "Token": "t", {{setting}} }""")), StringComparison.Ordinal);

    [Fact]
    public void A_mistake_in_code_names_its_setting_as_well()
    {
        IReadOnlyList<string> failures = Settings.Failures("""{ "Token": "t" }""", options =>
        {
            options.Compression = (TransportCompression)9;
            options.Shutdown.Close = (ShardClose)9;
            options.Shards.Total = 2;
            options.Shards.Ids = [];
            options.ApiBaseAddress = new Uri("channels", UriKind.Relative);
            options.UserAgent = "";
            options.Presence = new UpdatePresence { Activities = [new BotActivity { Name = " " }] };
        });

        Assert.Equal(
            ["Discord:Shards:Ids", "Discord:Compression", "Discord:Presence:Activity:Name", "Discord:ApiBaseAddress", "Discord:UserAgent", "Discord:Shutdown:Close"],
            failures.Select(static failure => failure.Split(' ')[0]));
    }

    [Theory]
    [InlineData("Presence", 3900)] // as a command of its own it would do
    [InlineData("Presence", 5000)]
    public void A_presence_too_large_for_the_Identify_is_told_with_every_other_mistake(string named, int length)
    {
        IReadOnlyList<string> failures = Settings.Failures(
            $$"""{ "Token": "t", "LargeThreshold": 1, "Presence": { "Activity": { "Name": "{{new string('x', length)}}" } } }""");

        Assert.Equal(["Discord:LargeThreshold", $"Discord:{named}"], failures.Select(static failure => failure.Split(' ')[0]));
        Assert.Contains("4096", failures[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_too_large_for_the_Identify_are_told_as_well()
    {
        string failure = Assert.Single(Settings.Failures(
            $$"""{ "Token": "t", "IdentifyProperties": { "Browser": "{{new string('x', 4000)}}" }, "Presence": { "Activity": { "Name": "x" } } }"""));

        Assert.StartsWith("Discord:IdentifyProperties makes", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "Discord:Token is missing.")]
    [InlineData("{ \"Token\": \"\" }", "Discord:Token is missing.")]
    [InlineData("{ \"Token\": \"  \" }", "Discord:Token is missing.")]
    [InlineData("{ \"Token\": \"Bot abc.def\" }", "Discord:Token begins with 'Bot '. Use the token alone")]
    [InlineData("{ \"Token\": \"abc .def\" }", "Discord:Token contains white space.")]
    [InlineData("{ \"Token\": \"abc.def\\n\" }", "Discord:Token contains white space.")]
    [InlineData("{ \"Token\": \"abc\u2026\" }", "Discord:Token contains characters that no token has.")]
    public void A_token_that_cannot_be_one_is_told_without_repeating_it(string discord, string message)
    {
        string failure = Assert.Single(Settings.Failures(discord));
        Assert.StartsWith(message, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_token_is_told_with_the_three_ways_to_give_it()
    {
        string failure = Assert.Single(Settings.Failures("{}"));
        Assert.Contains("dotnet user-secrets set \"Discord:Token\"", failure, StringComparison.Ordinal);
        Assert.Contains("Discord__Token", failure, StringComparison.Ordinal);
        Assert.Contains("appsettings.json", failure, StringComparison.Ordinal);
        Assert.Contains("https://discord.com/developers/applications", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_told_at_once_together_with_what_is_probably_misspelt()
    {
        IReadOnlyList<string> failures = Settings.Failures(
            """{ "Tokn": "abc", "LargeThreshold": 1, "Intents": "DirectMessages", "Reconnect": { "HelloTimeout": "x" }, "Shards": { "Total": 2, "Ids": "5" } }""",
            gateway: gateway => gateway.AddEventHandler<TypingStart>((_, _, _) => default));

        Assert.Equal(
            ["Discord:Reconnect:HelloTimeout", "Discord:Token", "Discord:Shards:Ids", "Discord:LargeThreshold", "Discord:Tokn", "Discord:Intents"],
            failures.Select(static failure => failure.Split(' ')[0]));
    }

    [Fact]
    public void What_a_person_reads_is_a_list_without_a_stack_trace()
    {
        using ServiceProvider services = new ServiceCollection().AddDiscordGateway(options => options.LargeThreshold = 1).Services.BuildServiceProvider();
        var e = Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredService<IOptions<DiscordGatewayOptions>>().Value);

        string[] lines = e.ToString().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.Equal("The Discord gateway cannot start; please change its settings:", lines[0]);
        Assert.StartsWith("  - Discord:Token is missing.", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("  - Discord:LargeThreshold is 1.", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_that_would_never_be_called_is_a_mistake()
    {
        string failure = Assert.Single(Settings.Failures(
            """{ "Token": "t", "Intents": "Guilds" }""", gateway: gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>()));

        Assert.Equal(
            "Discord:Intents lacks GuildMessages or DirectMessages: without it NotingHandler is never called, since Discord does not send MESSAGE_CREATE. "
            + "Add it, or remove the handler.",
            failure);
    }

    [Theory]
    [InlineData("DirectMessages")]
    [InlineData("GuildMessages")]
    public void Any_one_of_its_intents_suffices_for_a_handler(string intents) =>
        Settings.Read($$"""{ "Token": "t", "Intents": "{{intents}}" }""", gateway: gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>());

    [Fact]
    public void A_handler_of_events_that_are_always_sent_needs_no_intent() =>
        Settings.Read("""{ "Token": "t", "Intents": "None" }""", gateway: gateway => gateway
            .AddEventHandler<InteractionCreate>((_, _, _) => default)
            .AddEventHandler<Ready>((_, _, _) => default));

    [Fact]
    public void A_handler_of_something_that_is_no_event_of_Discords_is_a_mistake()
    {
        string failure = Assert.Single(Settings.Failures(
            """{ "Token": "t" }""", gateway: gateway => gateway.AddEventHandler<UnknownEvent>((_, _, _) => default)));
        Assert.StartsWith("the delegate for UnknownEvent handles UnknownEvent, which is none of the events", failure, StringComparison.Ordinal);
        Assert.Contains("IRawEventHandler", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Intents_that_cannot_be_told_from_any_handler_must_be_named()
    {
        string failure = Assert.Single(Settings.Failures("""{ "Token": "t" }""", gateway: gateway => gateway.AddRawEventHandler<RawHandler>()));
        Assert.StartsWith("Discord:Intents is missing, and cannot be told from RawHandler", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handlers_times_are_checked()
    {
        IReadOnlyList<string> failures = Settings.Failures(
            """{ "Token": "t" }""",
            gateway: gateway => gateway.AddEventHandler<ManyHandler>(o =>
            {
                o.Timeout = TimeSpan.Zero;
                o.SlowAfter = TimeSpan.FromDays(2);
            }));
        Assert.Equal(
            [
                "The Timeout of ManyHandler is 00:00:00. Use a time of more than 00:00:00 and up to a day.",
                "The SlowAfter of ManyHandler is 2.00:00:00. Use a time of more than 00:00:00 and up to a day.",
            ],
            failures);
    }
}

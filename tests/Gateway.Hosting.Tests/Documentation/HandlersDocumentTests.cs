using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Documentation;

/// <summary>What docs/handlers.md shows is compiled here, and does what it says.</summary>
public partial class HandlersDocumentTests
{
    private const string Member = """{"guild_id":"1","user":{"id":"2","username":"mira"},"roles":[],"joined_at":"2026-01-01T00:00:00Z","deaf":false,"mute":false,"flags":0}""";

    [Fact]
    public async Task The_examples_run()
    {
        await using var fixture = new DispatchFixture(
            gateway =>
            {
                HandlerExamples.AddHandlers(gateway);
                HandlerExamples.AddOrder(gateway);
                HandlerExamples.AddMiddleware(gateway);
                HandlerExamples.AddErrorHook(gateway);
                gateway.AddEventHandler<HandlerExamples.Heavy>();
            },
            services => services.AddSingleton<HandlerExamples.DiscordRest>().AddSingleton<HandlerExamples.ErrorTracker>().AddSingleton<HandlerExamples.Broker>());

        await fixture.FeedAsync("GUILD_MEMBER_ADD", Member);
        await fixture.FeedAsync("GUILD_MEMBER_REMOVE", """{"guild_id":"1","user":{"id":"2","username":"mira"}}""");
        await fixture.SayAsync("hello");
        await fixture.HandledAsync();
        Assert.Equal(
            [
                "counted hello", "forwarded GUILD_MEMBER_ADD", "forwarded GUILD_MEMBER_REMOVE", "forwarded MESSAGE_CREATE",
                "reported MemberList InvalidTimeZoneException", "said Welcome, mira!",
            ],
            fixture.Calls.Notes.Order(StringComparer.Ordinal));
        Assert.Contains(fixture.Logs.Lines, static line => line.Text.StartsWith("Welcome took", StringComparison.Ordinal));
        Assert.Empty(fixture.Logs.Troubles);
    }

    [Fact]
    public async Task The_example_with_times_is_valid()
    {
        await using var fixture = new DispatchFixture(HandlerExamples.AddTimes, services => services.AddSingleton<HandlerExamples.DiscordRest>());
        await fixture.FeedAsync("GUILD_MEMBER_ADD", Member);
        await fixture.HandledAsync();
        Assert.Equal(["said Welcome, mira!"], fixture.Calls.Notes);
    }

    [Fact]
    public void Every_example_is_compiled_here()
    {
        string here = Path.GetDirectoryName(Here())!;
        string source = Normal(File.ReadAllText(Path.Combine(here, "HandlerExamples.cs"))).Replace("internal sealed class", "class", StringComparison.Ordinal);
        string[] examples = [.. Blocks("csharp").Select(Normal)];

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Contains(example, source, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_that_is_shown_is_one()
    {
        string[] examples = [.. Blocks("json")];

        Assert.NotEmpty(examples);
        Assert.All(examples, static example =>
        {
            string discord = example.Trim()["{ \"Discord\": {".Length..^"} }".Length];
            Assert.Empty(Settings.Read($$"""{ "Token": "t", {{discord}} }""").Hints);
        });
    }

    private static IEnumerable<string> Blocks(string language) =>
        Block().Matches(File.ReadAllText(Document("handlers.md"))).Where(block => block.Groups[1].Value == language).Select(static block => block.Groups[2].Value);

    private static string Document(string name) => Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", name);

    // Indentation differs, and nothing else.
    private static string Normal(string text) => string.Join('\n', text.Split('\n').Select(static line => line.Trim())).Trim();

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("^```(\\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}

using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Gateway.Core.Events;
using Gateway.Core.Json;
using Gateway.Core.Tests.Fixtures;
using Gateway.Core.Tests.Json;

namespace Gateway.Core.Tests.Events.Adding;

/// <summary>The event that docs/adding-an-event.md adds works, and the places it names are all there are.</summary>
public partial class AddingAnEventTests
{
    /// <summary>Events that mean something to the library beyond being read, or whose name is also another thing's.</summary>
    private static readonly HashSet<string> MoreThanRead =
    [
        nameof(Ready), nameof(Resumed), // the session's beginning; the latter has no content that could be read
        nameof(MessageCreate), nameof(MessageUpdate), // hosting warns of missing content; what an update lacks is noted
        nameof(RateLimited), nameof(GuildMembersChunk), nameof(SoundboardSounds), nameof(ChannelInfo), // answers to what is asked
        nameof(GuildCreate), nameof(GuildUpdate), nameof(GuildDelete), // their id is the guild's
    ];

    private static readonly string[] Libraries = ["Gateway.Core", "Gateway.Hosting"];

    private static readonly string Root = typeof(AddingAnEventTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string[] Blocks =
        [.. CodeBlocks().Matches(Text("docs", "adding-an-event.md")).Select(block => block.Groups[1].Value)];

    [Fact]
    public void The_document_shows_the_record_that_is_compiled_here() =>
        Assert.Contains(Text("tests", "Gateway.Core.Tests", "Events", "Adding", "LanternLit.cs"), Blocks);

    [Fact]
    public void The_document_shows_the_rows_that_are_compiled_here()
    {
        Assert.Contains("new EventDescriptor<LanternLit>(\"LANTERN_LIT\", Guilds),\n", Blocks);
        Assert.Contains("[JsonSerializable(typeof(LanternLit))]\n", Blocks);
    }

    [Fact]
    public void CONTRIBUTING_shows_the_same_event()
    {
        string[] shown = [.. CodeBlocks().Matches(Text("CONTRIBUTING.md")).Select(block => block.Groups[1].Value)];

        Assert.Contains(shown, block => Blocks.Contains(block) && block.Contains("record LanternLit", StringComparison.Ordinal));
        Assert.Contains(shown, block => Blocks.Contains(block) && block.Contains("LANTERN_LIT\"", StringComparison.Ordinal));
    }

    [Fact]
    public void The_added_event_is_read_and_written_like_any_other()
    {
        byte[] data = Encoding.UTF8.GetBytes(Sample().ToJsonString());
        EventDescriptor<LanternLit> row = Row(JsonUnmappedMemberHandling.Disallow);

        LanternLit lit = row.Deserialize(data);

        Assert.Equal(250, lit.OilLeft);
        Assert.Equal("June", lit.User?.GlobalName);
        Assert.Equal(lit.GuildId, ((IGuildEvent)lit).GuildId);
        Assert.Equal(
            "LanternLit { GuildId = 820722997919875074, ChannelId = 820723006308483082, OilLeft = 250 }", lit.ToString());
        Assert.Empty(JsonDifference.Between(Sample(), JsonSerializer.SerializeToNode(lit, row.TypeInfo)));
    }

    [Theory]
    [InlineData("guild_id", "$")]
    [InlineData("user", null)]
    [InlineData("oil_left", null)]
    [InlineData("note", null)]
    public void The_added_event_fails_without_its_identity_and_without_nothing_else(string key, string? path)
    {
        JsonNode data = Sample();
        data.AsObject().Remove(key);

        Exception? failure = Record.Exception(() => Row(JsonUnmappedMemberHandling.Skip)
            .Deserialize(Encoding.UTF8.GetBytes(data.ToJsonString())));

        Assert.Equal(path, (failure as EventFormatException)?.JsonPath);
    }

    [Fact]
    public void No_other_place_names_an_event()
    {
        (string Path, string Code)[] sources = [.. Libraries
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(path => Path.GetFileName(path) != "EventCatalog.cs")
            .Select(path => (path, Comments().Replace(File.ReadAllText(path), "")))];
        Assert.NotEmpty(sources);

        Faults.AssertNone(
            from row in EventCatalog.All
            where !MoreThanRead.Contains(row.EventType.Name)
            let name = new Regex($"""(?<![.\w]){row.EventType.Name}\b(?!\s*=)|"{row.Name}"|typeof\({row.EventType.Name}\)""")
            from source in sources
            where Path.GetFileName(source.Path) != $"{row.EventType.Name}.cs" && name.IsMatch(source.Code)
            select $"{Path.GetRelativePath(Root, source.Path)} names {row.EventType.Name}");
    }

    private static EventDescriptor<LanternLit> Row(JsonUnmappedMemberHandling unknownKeys)
    {
        JsonSerializerOptions options = GatewayJson.CreateOptions(
            unknownKeys, JsonTypeInfoResolver.Combine(AddedEventJsonContext.Default, EventJsonContext.Default));
        return new("LANTERN_LIT", GatewayIntents.Guilds)
        {
            TypeInfo = (JsonTypeInfo<LanternLit>)options.GetTypeInfo(typeof(LanternLit)),
        };
    }

    /// <summary>The sample that the document shows.</summary>
    private static JsonNode Sample() =>
        JsonNode.Parse(Blocks.Single(block => block.StartsWith("{\"op\":0", StringComparison.Ordinal)))!["d"]!;

    private static string Text(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    [GeneratedRegex(@"```\w+\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();
}

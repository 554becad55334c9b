using System.Text.RegularExpressions;

namespace Gateway.Samples.Tests;

/// <summary>The programs that the documents show are the programs that are compiled and run here.</summary>
public partial class DocumentationTests
{
    [Theory]
    [InlineData("README.md", "samples/PingBot/Program.cs")]
    [InlineData("docs/standalone.md", "samples/StandaloneShards/Program.cs")]
    public void A_program_in_a_document_is_the_one_that_is_compiled(string document, string program)
    {
        string text = File.ReadAllText(Repository.Path(document));
        string source = File.ReadAllText(Repository.Path(program));

        Assert.Contains(Blocks().Matches(text), block => block.Groups[1].Value == source);
    }

    [Fact]
    public void The_README_shows_a_whole_bot_in_fifteen_lines() =>
        Assert.True(File.ReadLines(Repository.Path("samples", "PingBot", "Program.cs")).Count() <= 15);

    [Fact]
    public void The_README_lists_every_setting()
    {
        string readme = File.ReadAllText(Repository.Path("README.md"));
        string options = File.ReadAllText(Repository.Path("src", "Gateway.Hosting", "Options", "DiscordGatewayOptions.cs"));
        string[] settings = [.. Settings().Matches(options).Select(match => match.Groups[1].Value)];

        Assert.Contains("Token", settings);
        Assert.All(settings, setting => Assert.Contains($"`Discord:{setting}", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        IEnumerable<string> documents = Directory.EnumerateFiles(Repository.Path(), "*.md")
            .Concat(Directory.EnumerateFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories));

        Assert.All(
            documents.SelectMany(document => Links().Matches(File.ReadAllText(document))
                .Select(link => Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value))),
            target => Assert.True(Path.Exists(target), $"{target} does not exist."));
    }

    [Fact]
    public void Every_test_that_the_rules_name_exists()
    {
        string[] sources = [.. Directory
            .EnumerateFiles(Repository.Path("tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)];
        (string Class, string Method)[] named = [.. Directory
            .EnumerateFiles(Repository.Path("docs"), "*.md")
            .SelectMany(file => TestNames().Matches(File.ReadAllText(file)))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

        Assert.NotEmpty(named);
        Assert.All(named, test => Assert.Contains(sources, source =>
            source.Contains($"class {test.Class}", StringComparison.Ordinal)
            && source.Contains($" {test.Method}(", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^    public \S+ (\w+) \{ get;", RegexOptions.Multiline)]
    private static partial Regex Settings();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex TestNames();

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}

using System.Text.RegularExpressions;

namespace Gateway.Samples.Tests;

/// <summary>The programs that the documents show are the programs that are compiled and run here.</summary>
public partial class DocumentationTests
{
    [Theory]
    [InlineData("docs/standalone.md", "samples/StandaloneShards/Program.cs")]
    public void A_program_in_a_document_is_the_one_that_is_compiled(string document, string program)
    {
        string text = File.ReadAllText(Repository.Path(document));
        string source = File.ReadAllText(Repository.Path(program));

        Assert.Contains(Blocks().Matches(text), block => block.Groups[1].Value == source);
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

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex TestNames();

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}

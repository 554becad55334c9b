using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Gateway.Testing.Examples.Tests;

/// <summary>What docs/testing.md shows stands in this project, and so compiles and runs.</summary>
public partial class DocumentTests
{
    [Fact]
    public void Every_example_of_the_document_is_compiled_here()
    {
        string here = Path.GetDirectoryName(Here())!;
        string document = File.ReadAllText(Path.Combine(here, "..", "..", "docs", "testing.md"));
        string[] sources = [.. Directory.EnumerateFiles(here, "*.cs").Select(file => Normal(File.ReadAllText(file)))];
        var examples = Examples().Matches(document).Select(match => Normal(match.Groups[1].Value)).ToArray();

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Contains(sources, source => source.Contains(example, StringComparison.Ordinal)));
    }

    // Indentation differs, and nothing else.
    private static string Normal(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Examples();
}

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

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}

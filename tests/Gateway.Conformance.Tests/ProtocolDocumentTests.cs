using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Gateway.Conformance.Tests;

/// <summary>docs/protocol.md names the tests that pin Discord's rules; every one it names is there.</summary>
public partial class ProtocolDocumentTests
{
    [Fact]
    public async Task Every_test_that_the_document_names_exists()
    {
        string document = await File.ReadAllTextAsync(Path.Combine(Root, "docs", "protocol.md"), Conditions.Token);
        var named = Name().Matches(document).Select(m => (Class: m.Groups[1].Value, Method: m.Groups[2].Value)).ToHashSet();
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText);

        var missing = named.Where(test => !sources[test.Class].Any(source => source.Contains($" {test.Method}(", StringComparison.Ordinal)));

        Assert.True(named.Count > 100, $"only {named.Count} names were found");
        Assert.Empty(missing);
    }

    private static string Root { get; } = FindRoot();

    private static string FindRoot([CallerFilePath] string here = "")
    {
        DirectoryInfo? folder = Directory.GetParent(here);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Gateway.sln above {here}.");
    }

    [GeneratedRegex("`([A-Za-z]+Tests)\\.([A-Za-z0-9_]+)`")]
    private static partial Regex Name();
}

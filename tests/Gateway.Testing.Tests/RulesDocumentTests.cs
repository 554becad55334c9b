using System.Text.RegularExpressions;

namespace Gateway.Testing.Tests;

public partial class RulesDocumentTests
{
    [Fact]
    public void Every_test_that_the_document_names_exists()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "simulator-rules.md"));
        var named = Names().Matches(document).Select(match => (Class: match.Groups[1].Value, Test: match.Groups[2].Value)).Distinct().ToArray();

        Assert.True(named.Length > 60, $"only {named.Length} tests were found");
        Assert.All(named, name => Assert.NotNull(typeof(RulesDocumentTests).Assembly.GetType($"Gateway.Testing.Tests.{name.Class}")?.GetMethod(name.Test)));
    }

    [Fact]
    public void Every_route_is_in_the_document_and_no_other()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "simulator-rules.md"));
        string table = document.Split("\n## HTTP routes\n").Last().Split("\n## ").First();
        var there = new ApiEndpoint(new Simulation(new SimulatedDiscordOptions())).Routes.Select(route => $"{route.Method} {route.Pattern}");

        Assert.Equal(there.Order(), Rows().Matches(table).Select(match => match.Groups[1].Value).Order());
    }

    [GeneratedRegex("`((?:GET|POST|PUT|PATCH|DELETE) [a-z][^`]+)`")]
    private static partial Regex Rows();

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Names();
}

using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Documentation;

/// <summary>docs/metrics.md, the dashboard and the code say the same.</summary>
public partial class MetricsDocumentTests
{
    private static readonly string Section = File.ReadAllText(Document("metrics.md")).Split("\n## Meter ")
        .Single(static section => section.StartsWith($"`{HostingMetrics.MeterName}`", StringComparison.Ordinal));

    [Fact]
    public async Task Each_instrument_has_its_row_with_type_and_unit_and_each_row_its_instrument()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using var bot = new Bot(discord, gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>());
        IMeterFactory meters = bot.Services.GetRequiredService<IMeterFactory>();
        var instruments = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == HostingMetrics.MeterName && instrument.Meter.Scope == meters)
                {
                    instruments.Add(instrument);
                }
            },
        };
        listener.Start();
        await bot.StartAndGetReadyAsync();

        IEnumerable<string> inCode = instruments.Select(static i => $"{i.Name} {TypeOf(i)} {i.Unit}").Order(StringComparer.Ordinal);
        IEnumerable<string> inDocument = InstrumentRow().Matches(Section)
            .Select(static m => $"{m.Groups["name"].Value} {m.Groups["type"].Value} {m.Groups["unit"].Value}").Order(StringComparer.Ordinal);
        Assert.Equal(inCode, inDocument);
    }

    [Fact]
    public void Each_name_is_explained_and_each_that_is_explained_is_a_constant()
    {
        IEnumerable<string> constants = Constants(typeof(HostingMetrics)).Where(static name => name.Contains('.')).Order(StringComparer.Ordinal);
        IEnumerable<string> explained = FirstColumn().Matches(Section.Split("\n## Traces")[0]).Select(static m => m.Groups[1].Value).Order(StringComparer.Ordinal);

        Assert.Equal(constants.Where(static name => !name.StartsWith("Gateway", StringComparison.Ordinal)), explained);
    }

    [Fact]
    public void The_dashboard_asks_for_nothing_that_is_not_measured()
    {
        string dashboard = File.ReadAllText(Document("grafana.json"));
        using JsonDocument json = JsonDocument.Parse(dashboard);
        string[] measured = [.. Constants(typeof(HostingMetrics)).Concat(Constants(typeof(GatewayMetrics))).Select(static name => name.Replace('.', '_'))];
        string[] asked = [.. Metric().Matches(dashboard).Select(static m => m.Value).Distinct()];

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(measured, known => name == known || IsSuffixed(name, known)));
    }

    // As Prometheus is told: the unit and the kind become part of the name.
    private static bool IsSuffixed(string name, string known) => name.StartsWith(known, StringComparison.Ordinal)
        && name[known.Length..] is "_total" or "_bytes_total" or "_seconds" or "_seconds_bucket" or "_seconds_sum" or "_seconds_count";

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!);

    private static string TypeOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0].Replace("Observable", "", StringComparison.Ordinal);

    private static string Document(string name, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", name);

    [GeneratedRegex(@"^\| `(?<name>[a-z._]+)` \| (?<type>[A-Z]\w+) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| `([a-z]+\.[a-z._]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstColumn();

    [GeneratedRegex(@"discord_gateway_\w+(?=[\[{)\s""\\])")]
    private static partial Regex Metric();
}

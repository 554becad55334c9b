using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Gateway.Core.Diagnostics;

namespace Gateway.Core.Tests;

/// <summary>docs/metrics.md and the code say the same.</summary>
public partial class MetricsDocumentTests
{
    private static readonly string Section = ReadSection(GatewayMetrics.MeterName);

    [Fact]
    public void Each_instrument_has_its_row_with_type_and_unit_and_each_row_its_instrument()
    {
        using var measured = new Measurements();
        _ = ShardMeter.Of(measured);

        IEnumerable<string> inCode = measured.Instruments.Select(i => $"{i.Name} {TypeOf(i)} {i.Unit}").Order();
        IEnumerable<string> inDocument = InstrumentRow().Matches(Section)
            .Select(m => $"{m.Groups["name"].Value} {m.Groups["type"].Value} {m.Groups["unit"].Value}").Order();

        Assert.Equal(inCode, inDocument);
        Assert.All(measured.Instruments, i => Assert.False(string.IsNullOrEmpty(i.Description)));
    }

    [Fact]
    public void Each_name_of_an_instrument_or_attribute_is_explained_and_each_that_is_explained_is_a_constant()
    {
        IEnumerable<string> constants = typeof(GatewayMetrics).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(value => value.StartsWith("discord.", StringComparison.Ordinal))
            .Order();
        IEnumerable<string> explained = FirstColumn().Matches(Section).Select(m => m.Groups[1].Value).Distinct().Order();

        Assert.Equal(constants, explained);
    }

    [Fact]
    public void Every_state_and_command_is_listed()
    {
        Assert.All(
            Enum.GetValues<ShardState>().Where(s => s is not (ShardState.Idle or ShardState.Closed or ShardState.Failed)),
            state => Assert.Contains($"`{state.ToString().ToLowerInvariant()}`", Section, StringComparison.Ordinal));
        Assert.All(
            (string[])["presence_update", "voice_state_update", "request_guild_members", "request_soundboard_sounds", "request_channel_info"],
            command => Assert.Contains($"`{command}`", Section, StringComparison.Ordinal));
    }

    private static string TypeOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0].Replace("Observable", "", StringComparison.Ordinal);

    private static string ReadSection(string meter)
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "metrics.md"));
        string[] sections = document.Split("\n## Meter ");
        return sections.Single(section => section.StartsWith($"`{meter}`", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z._]+)` \| (?<type>\w+) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| `(discord\.[a-z._]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstColumn();
}

using System.Text;
using System.Text.Json;

namespace Gateway.Core.Tests.Fixtures;

/// <summary>The files in this folder, which are compiled into the test program.</summary>
internal static class Fixture
{
    public static IReadOnlyList<Sample> Samples { get; } = ReadSamples("dispatch-samples.jsonl");

    public static IReadOnlyList<Sample> Drafts { get; } = ReadSamples("draft-dispatch-samples.jsonl");

    public static IEnumerable<TheoryDataRow<int>> SampleNumbers => Numbers(Samples);

    public static IEnumerable<TheoryDataRow<int>> DraftNumbers => Numbers(Drafts);

    public static Stream Open(string name) =>
        typeof(Fixture).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException("No such fixture.", name);

    private static IEnumerable<TheoryDataRow<int>> Numbers(IReadOnlyList<Sample> samples) =>
        samples.Select(sample => new TheoryDataRow<int>(sample.Line) { TestDisplayName = sample.ToString() });

    private static List<Sample> ReadSamples(string name)
    {
        using var reader = new StreamReader(Open(name));
        var samples = new List<Sample>();
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument envelope = JsonDocument.Parse(line);
            samples.Add(new Sample(
                samples.Count + 1,
                envelope.RootElement.GetProperty("t").GetString()!,
                Encoding.UTF8.GetBytes(envelope.RootElement.GetProperty("d").GetRawText())));
        }

        return samples;
    }
}

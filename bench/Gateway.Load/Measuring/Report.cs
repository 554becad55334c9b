using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Load;

/// <summary>Prints measurements as a table, each with its ratio to the floor of the same run, and keeps them for a JSON file.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly List<Measurement> _measurements = [];

    /// <summary>Whether a client could not be measured.</summary>
    public bool HasFailures { get; private set; }

    /// <summary>Measures a client, if it can speak the compression. One that fails is named, and the others go on.</summary>
    public async Task AddAsync(LoadClient client, TransportCompression compression, Func<Task<Measurement>> measure)
    {
        if (!client.Speaks.Contains(compression))
        {
            return;
        }

        try
        {
            Add(await measure().ConfigureAwait(false));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            HasFailures = true;
            Console.Error.WriteLine($"  {client.Name} {ClientSettings.NameOf(compression)} FAILED: {e.Message}");
        }
    }

    private void Add(Measurement measurement)
    {
        _measurements.Add(measurement);
        Console.Error.WriteLine($"  {measurement.Scenario} {measurement.Compression} {measurement.Client}: {string.Join(", ", measurement.Values.Select(static v => $"{v.Key} {Show(v.Value)}"))}");
    }

    public void Print()
    {
        Console.WriteLine($"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {Environment.GetEnvironmentVariable("LOAD_PROCESSORS")} processors");
        foreach (IGrouping<string, Measurement> scenario in _measurements.GroupBy(static m => m.Scenario))
        {
            string[] names = [.. scenario.SelectMany(static m => m.Values.Keys).Distinct()];
            Console.WriteLine($"\n**{scenario.Key}**\n");
            Console.WriteLine($"| Client | compression | {string.Join(" | ", names)} | × floor |");
            Console.WriteLine($"|---|---|{string.Concat(Enumerable.Repeat("--:|", names.Length + 1))}");
            foreach (Measurement m in scenario)
            {
                string values = string.Join(" | ", names.Select(name => Show(m.Values.GetValueOrDefault(name))));
                Console.WriteLine($"| {m.Client} | {m.Compression} | {values} | {Show(Ratio(m, scenario))} |");
            }
        }
    }

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(_measurements, Indented));

    // The first value counts; the floor of a scenario is the last client of that kind before others begin.
    private static double? Ratio(Measurement measurement, IEnumerable<Measurement> scenario)
    {
        Measurement? floor = scenario.LastOrDefault(m => m.Compression == measurement.Compression && m.Client.StartsWith("floor", StringComparison.Ordinal));
        return floor is null ? null : measurement.Values.First().Value / floor.Values.First().Value;
    }

    private static string Show(double? value) => value switch
    {
        null => "–",
        < 10 => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0", CultureInfo.InvariantCulture),
    };
}

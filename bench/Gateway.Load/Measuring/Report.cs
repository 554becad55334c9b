using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Load;

/// <summary>Prints measurements as a table, each client with its ratio to its floor of the same run, and keeps them for a JSON file.</summary>
/// <param name="runs">How often each client is measured.</param>
/// <param name="only">The clients to measure; null for all.</param>
internal sealed class Report(int runs, string[]? only)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly List<Measurement> _measurements = [];

    /// <summary>Whether a client could not be measured.</summary>
    public bool HasFailures { get; private set; }

    /// <summary>
    /// Measures the clients that can speak the compression, as often as there are runs: all in turn, so that what the machine
    /// does meanwhile meets them alike. One that fails is named, and the others go on.
    /// </summary>
    public async Task AddAsync(IEnumerable<LoadClient> clients, TransportCompression compression, Func<LoadClient, Task<Measurement>> measure)
    {
        LoadClient[] speaking = [.. clients.Where(client => client.Speaks.Contains(compression) && only?.Contains(client.Name) != false)];
        foreach (LoadClient client in Enumerable.Repeat(speaking, runs).SelectMany(static all => all))
        {
            try
            {
                Add(await measure(client).ConfigureAwait(false));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
            {
                HasFailures = true;
                Console.Error.WriteLine($"  {client.Name} {ClientSettings.NameOf(compression)} FAILED: {e.Message}");
            }
        }
    }

    private void Add(Measurement measurement)
    {
        _measurements.Add(measurement);
        Console.Error.WriteLine($"  {measurement.Scenario} {measurement.Compression} {measurement.Client}: {string.Join(", ", measurement.Values.Select(static v => $"{v.Key} {Show(v.Value)}"))}");
    }

    public void Print()
    {
        foreach (string name in only?.Except(_measurements.Select(static m => m.Client)) ?? [])
        {
            HasFailures = true;
            Console.Error.WriteLine($"  --only {name}: no client of that name was measured.");
        }

        Console.WriteLine($"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {Environment.GetEnvironmentVariable("LOAD_PROCESSORS")} processors");
        foreach (IGrouping<string, Measurement> scenario in _measurements.GroupBy(static m => m.Scenario))
        {
            string[] names = [.. scenario.SelectMany(static m => m.Values.Keys).Distinct()];
            Console.WriteLine($"\n**{scenario.Key}**\n");
            Console.WriteLine($"| Client | compression | {string.Join(" | ", names)} | × floor |");
            Console.WriteLine($"|---|---|{string.Concat(Enumerable.Repeat("--:|", names.Length + 1))}");
            foreach (IGrouping<string, Measurement> compression in scenario.GroupBy(static m => m.Compression))
            {
                PrintRows([.. compression.GroupBy(static m => m.Client)], names);
            }
        }
    }

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(_measurements, Indented));

    // The first value counts. A client's floor is the last before it: those that read events into types stand behind one that does.
    private static void PrintRows(IGrouping<string, Measurement>[] clients, string[] names)
    {
        double? floor = clients.Where(IsFloor).Select(client => MedianOf(client, names[0])).FirstOrDefault();
        foreach (IGrouping<string, Measurement> client in clients)
        {
            double? first = MedianOf(client, names[0]);
            floor = IsFloor(client) ? first : floor;
            string spread = client.Count() > 1 ? $" ({Show(client.Min(m => m.Values[names[0]]))}–{Show(client.Max(m => m.Values[names[0]]))})" : "";
            string others = string.Concat(names[1..].Select(name => " | " + Show(MedianOf(client, name))));
            Console.WriteLine($"| {client.Key} | {client.First().Compression} | {Show(first)}{spread}{others} | {Show(first / floor)} |");
        }
    }

    private static bool IsFloor(IGrouping<string, Measurement> client) => client.Key.StartsWith("floor", StringComparison.Ordinal);

    private static double? MedianOf(IEnumerable<Measurement> client, string name)
    {
        double[] values = [.. client.Select(m => m.Values.GetValueOrDefault(name)).OfType<double>()];
        return values.Length > 0 ? Median.Of(values) : null;
    }

    private static string Show(double? value) => value switch
    {
        null => "–",
        < 10 => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0", CultureInfo.InvariantCulture),
    };
}

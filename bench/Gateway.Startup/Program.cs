using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Gateway.Testing;

// From the start of a bot's process to its Identify: how long, and where the time goes. Several bots are started in turn, so
// that a machine whose speed drifts is the same to all.
//   dotnet run -c Release --project bench/Gateway.Startup -- "<program> [argument …]" …
const int Warmups = 2;
const int Runs = 15;

string[][] bots = [.. args.Select(static bot => bot.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
if (bots.Length == 0 || bots.Any(static bot => bot.Length == 0))
{
    Console.Error.WriteLine("Name the bots to start, each in quotes with its arguments: \"dotnet /tmp/jit/StartupBot.dll\". Ratios are to the first.");
    return 2;
}

await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(o =>
{
    o.IdentifyWindow = TimeSpan.FromMilliseconds(1); // each run is a bot of its own
    o.SessionStartTotal = 100_000;
});

// A host watches the folder it starts in for changed settings, and all below: an empty one costs nothing.
string folder = Directory.CreateTempSubdirectory("startup-").FullName;
List<Sample>[] samples = [.. bots.Select(static _ => new List<Sample>())];
try
{
    for (int run = 0; run < Warmups + Runs; run++)
    {
        for (int bot = 0; bot < bots.Length; bot++)
        {
            Sample sample = await MeasureAsync(discord, bots[bot], folder);
            if (run >= Warmups)
            {
                samples[bot].Add(sample);
            }
        }
    }
}
catch (Win32Exception e)
{
    Console.Error.WriteLine(e.Message); // it names the program that cannot be started
    return 2;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

Console.WriteLine($"{RuntimeInformation.OSDescription}, .NET {Environment.Version}, {Environment.ProcessorCount} processors; milliseconds, medians of {Runs} runs in turn (least to most)");
Console.WriteLine();
Console.WriteLine("| Bot | to GET gateway/bot | … to the websocket's connection | … to Identify | **in all** | × first |");
Console.WriteLine("|---|--:|--:|--:|--:|--:|");
for (int bot = 0; bot < bots.Length; bot++)
{
    List<Sample> own = samples[bot];
    double ratio = Median([.. own.Zip(samples[0], static (sample, first) => sample.Identified / first.Identified)]);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {string.Join(' ', bots[bot].Select(Path.GetFileName))} | {Spread(own, s => s.Asked)} | {Spread(own, s => s.Connected - s.Asked)} | {Spread(own, s => s.Identified - s.Connected)} | {Spread(own, s => s.Identified)} | {ratio:0.00} |"));
}

return 0;

static async Task<Sample> MeasureAsync(SimulatedDiscord discord, string[] command, string folder)
{
    var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, WorkingDirectory = folder };
    start.Environment["Discord__Token"] = discord.Token;
    start.Environment["Discord__ApiBaseAddress"] = discord.ApiBaseAddress.AbsoluteUri;
    start.Environment["Logging__LogLevel__Default"] = "None";

    DateTimeOffset began = DateTimeOffset.UtcNow;
    using Process bot = Process.Start(start)!;
    try
    {
        RecordedIdentify identify = await discord.ExpectIdentifyAsync(within: TimeSpan.FromSeconds(30));
        RecordedRequest asked = discord.Requests.Last(request => request.Path.EndsWith("gateway/bot", StringComparison.Ordinal));
        return new Sample(asked.At - began, identify.Connection.OpenedAt - began, identify.At - began);
    }
    finally
    {
        bot.Kill();
        await bot.WaitForExitAsync();
    }
}

static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

static string Spread(List<Sample> samples, Func<Sample, TimeSpan> part)
{
    double[] ms = [.. samples.Select(sample => part(sample).TotalMilliseconds)];
    return string.Create(CultureInfo.InvariantCulture, $"{Median(ms):0.0} ({ms.Min():0.0}–{ms.Max():0.0})");
}

internal sealed record Sample(TimeSpan Asked, TimeSpan Connected, TimeSpan Identified);

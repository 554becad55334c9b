using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Gateway.Testing;

// From the start of a bot's process to its Identify: how long, and where the time goes.
//   dotnet run -c Release --project bench/Gateway.Startup -- <program> [argument …]
const int Warmups = 2;
const int Runs = 15;

if (args.Length == 0)
{
    Console.Error.WriteLine("Name the bot to start: a program, and its arguments.");
    return 2;
}

await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(o =>
{
    o.IdentifyWindow = TimeSpan.FromMilliseconds(1); // each run is a bot of its own
    o.SessionStartTotal = 100_000;
});

// A host watches the folder it starts in for changed settings, and all below: an empty one costs nothing.
string folder = Directory.CreateTempSubdirectory("startup-").FullName;
var samples = new List<Sample>();
for (int run = 0; run < Warmups + Runs; run++)
{
    Sample sample = await MeasureAsync(discord, args, folder);
    if (run >= Warmups)
    {
        samples.Add(sample);
    }
}

Directory.Delete(folder, recursive: true);
Console.WriteLine($"{string.Join(' ', args.Select(Path.GetFileName))}: {Runs} runs after {Warmups}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors");
Print("process start to GET gateway/bot", samples.Select(s => s.Asked));
Print("… to the websocket's connection", samples.Select(s => s.Connected - s.Asked));
Print("… to Identify", samples.Select(s => s.Identified - s.Connected));
Print("process start to Identify", samples.Select(s => s.Identified));
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

static void Print(string what, IEnumerable<TimeSpan> times)
{
    double[] ms = [.. times.Select(t => t.TotalMilliseconds).Order()];
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {what,-36} median {ms[ms.Length / 2],7:0.0} ms   min {ms[0],7:0.0}   max {ms[^1],7:0.0}"));
}

internal sealed record Sample(TimeSpan Asked, TimeSpan Connected, TimeSpan Identified);

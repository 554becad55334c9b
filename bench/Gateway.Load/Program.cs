using System.Diagnostics;
using System.Globalization;
using Gateway.Core;
using Gateway.Load;

// What whole processes cost, beside the floors of the same run. See bench/README.md.
if (args is ["client", var kind])
{
    return await ClientProgram.RunAsync(kind);
}

// The server keeps to the first processor, so that clients have the others to themselves.
if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("LOAD_PROCESSORS") is null)
{
    var pinned = new ProcessStartInfo("taskset", ["-c", "0", Environment.ProcessPath!, .. args]);
    pinned.Environment["LOAD_PROCESSORS"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
    using Process process = Process.Start(pinned)!;
    await process.WaitForExitAsync();
    return process.ExitCode;
}

var arguments = new LoadArguments(args);
if (arguments.Scenarios.Count == 0)
{
    Console.Error.WriteLine(LoadArguments.Usage);
    return 2;
}

var report = new Report(arguments.Runs, arguments.Only);
foreach (string scenario in arguments.Scenarios)
{
    await Catalog.RunAsync(scenario, arguments, report);
}

report.Print();
if (arguments.Json is { } json)
{
    report.Save(json);
}

return report.HasFailures ? 1 : 0;

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Load;

/// <summary>A client in a process of its own, on a processor of its own.</summary>
internal sealed class ClientProcess : IDisposable
{
    private readonly Process _process;
    private readonly bool _answers;

    private ClientProcess(Process process, bool answers)
    {
        _process = process;
        _answers = answers;
    }

    /// <summary>How many threads it has.</summary>
    public int Threads
    {
        get
        {
            _process.Refresh();
            return _process.Threads.Count;
        }
    }

    /// <summary>The processor time it has used, in microseconds.</summary>
    public double Cpu => ProcessorTime.Of(_process);

    /// <summary>How often its threads have waited for something and were woken for it; null where the system does not tell.</summary>
    public long? WakeUps => OperatingSystem.IsLinux()
        ? Directory.EnumerateDirectories($"/proc/{_process.Id}/task").Sum(static thread => WakeUpsOf(thread))
        : null;

    /// <summary>Physical memory, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a client.</summary>
    public static ClientProcess Start(LoadClient client, LoadServer server, TransportCompression compression, int shards, string? store = null)
    {
        string[] command = [.. client.Command];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (OperatingSystem.IsLinux())
        {
            int last = Environment.GetEnvironmentVariable("LOAD_PROCESSORS") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 1;
            start = new ProcessStartInfo("taskset", ["-c", $"{last - 1}", .. command]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        }

        start.Environment["LOAD_GATEWAY"] = server.Gateway.AbsoluteUri;
        start.Environment["LOAD_API"] = server.Api.AbsoluteUri;
        start.Environment["LOAD_COMPRESSION"] = ClientSettings.NameOf(compression);
        start.Environment["LOAD_SHARDS"] = shards.ToString(CultureInfo.InvariantCulture);
        start.Environment["LOAD_STORE"] = store;
        start.Environment["LOAD_TOKEN"] = ClientSettings.Token;
        // On one processor the runtime puts optimising off ten times as long, and a short run would measure code that no bot runs.
        start.Environment["DOTNET_TC_DelaySingleProcMultiplier"] = "1";
        return new ClientProcess(Process.Start(start)!, client.Answers);
    }

    /// <summary>Asks for a snapshot, after a collection if <paramref name="question"/> is <c>memory</c>; null from clients of other languages.</summary>
    public async Task<Snapshot?> AskAsync(string question, CancellationToken cancellationToken)
    {
        if (!_answers)
        {
            return null;
        }

        await _process.StandardInput.WriteLineAsync(question.AsMemory(), cancellationToken).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        string answer = await _process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The client ended with exit code {(_process.WaitForExit(1000) ? _process.ExitCode : -1)}.");
        return JsonSerializer.Deserialize<Snapshot>(answer)!;
    }

    /// <summary>Asks it to stop, as an init system does, and waits until it has.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static long WakeUpsOf(string thread)
    {
        const string field = "voluntary_ctxt_switches:";
        try
        {
            string line = File.ReadLines(Path.Combine(thread, "status")).First(static line => line.StartsWith(field, StringComparison.Ordinal));
            return long.Parse(line.AsSpan(field.Length), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // a thread that has just ended
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}

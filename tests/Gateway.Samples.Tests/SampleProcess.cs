using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Samples.Tests;

/// <summary>A sample that runs as a process of its own, as its user would start it.</summary>
internal sealed partial class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly List<string> _lines = []; // its own lock
    private readonly SemaphoreSlim _changed = new(0);

    private SampleProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Add(e.Data);
        process.ErrorDataReceived += (_, e) => Add(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public static SampleProcess Start(string sample, params (string Name, string Value)[] environment)
    {
        string program = Repository.Sample(sample);
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { program },
            // Settings are read from where the program is, as for a published bot.
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new SampleProcess(new Process { StartInfo = start });
    }

    /// <summary>Waits until the program has written a line that contains a text.</summary>
    public async Task WroteAsync(string text)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            while (!Output.Contains(text, StringComparison.Ordinal))
            {
                await _changed.WaitAsync(timeout.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Waited for \"{text}\". The program wrote:\n{Output}");
        }
    }

    /// <summary>Waits until the program, a web server, has said where it listens.</summary>
    public async Task<Uri> AddressAsync()
    {
        await WroteAsync("Now listening on: ");
        return new Uri(Output.Split("Now listening on: ")[1].Split('\n')[0].Trim());
    }

    /// <summary>Ends the program as a crash does: it gets to do nothing more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Signal(PosixSignal signal)
    {
        Assert.SkipWhen(signal == PosixSignal.SIGINT && IgnoresInterrupts, "A shell has started the tests in its background: they ignore SIGINT, and so does what they start.");
        Assert.Equal(0, Kill(_process.Id, signal == PosixSignal.SIGINT ? 2 : 15));
    }

    private static bool IgnoresInterrupts => OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status")
        .Where(static line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
        .Any(static line => (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 0b10) != 0);

    /// <summary>Waits for the end; returns the exit code.</summary>
    public async Task<int> ExitedAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The program did not end. It wrote:\n{Output}");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }

        _changed.Release();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}

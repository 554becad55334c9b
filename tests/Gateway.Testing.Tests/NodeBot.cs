using System.Diagnostics;
using System.Threading.Channels;

namespace Gateway.Testing.Tests;

/// <summary>A bot on Node.js, which says on its standard output what happens to it.</summary>
internal sealed class NodeBot : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Gateway.Testing.Interop");

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _heard = [];

    private NodeBot(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                _lines.Writer.TryWrite("stderr " + line.Data);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Why there can be no such bot here; null if there can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>Whether discord.js can decompress: its package for that is built on the machine, which may fail.</summary>
    public static bool HasZlib { get; } = Directory.Exists(Path.Combine(Folder, "node_modules", "zlib-sync", "build"));

    public static NodeBot Start(SimulatedDiscord discord, string script, params string[] arguments) =>
        StartAs(discord.Token, discord, script, arguments);

    public static NodeBot StartAs(string token, SimulatedDiscord discord, string script, params string[] arguments)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        string api = new Uri(discord.ApiBaseAddress, "..").ToString().TrimEnd('/');
        var start = new ProcessStartInfo("node", [script, api, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TOKEN"] = token;
        return new NodeBot(Process.Start(start)!);
    }

    /// <summary>Waits for a line that begins so, and returns it.</summary>
    public async Task<string> HearsAsync(string beginning)
    {
        try
        {
            while (true)
            {
                string line = await _lines.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
                _heard.Add(line);
                if (line.StartsWith(beginning, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException($"The bot never said \"{beginning}\". It said:{Environment.NewLine}{string.Join(Environment.NewLine, _heard)}", error);
        }
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        await _process.WaitForExitAsync(GatewayClient.Patience);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? FindMissing()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
            string version = node.StandardOutput.ReadToEnd().Trim();
            node.WaitForExit();
            if (!int.TryParse(version.TrimStart('v').Split('.')[0], out int major) || major < 20)
            {
                return $"Node.js {version} is older than 20.";
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Node.js is not installed.";
        }

        return Directory.Exists(Path.Combine(Folder, "node_modules"))
            ? null
            : "Its packages are not installed: npm ci --prefix tests/Gateway.Testing.Interop";
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
        }
        else
        {
            _lines.Writer.TryWrite(line);
        }
    }
}

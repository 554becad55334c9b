using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Gateway.Testing.Tests;

[Collection(nameof(Alone))]
public class ServerProgramTests
{
    [Fact]
    public async Task The_program_says_where_it_listens_and_stops_when_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGTERM is sent by kill.");
        using var server = Start("--port", "0", "--guilds", "3", "--shards", "2");
        string welcome = await ReadUntilAsync(server, "Ctrl+C");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "test");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bot " + Value(welcome, "Token"));

        string gateway = await http.GetStringAsync(Value(welcome, "HTTP") + "/gateway/bot", GatewayClient.Patience);
        using var kill = Process.Start("kill", ["-TERM", server.Id.ToString()]);
        await server.WaitForExitAsync(GatewayClient.Patience);

        Assert.Contains($"\"url\":\"{Value(welcome, "Gateway")}\"", gateway);
        Assert.Contains("\"shards\":2", gateway);
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task A_bot_may_be_in_no_guild()
    {
        using var server = Start("--port", "0", "--guilds", "0");
        string welcome = await ReadUntilAsync(server, "Ctrl+C");
        server.Kill();
        Assert.Equal("none", Value(welcome, "Guilds"));
    }

    [Theory]
    [InlineData("--port", "x")]
    [InlineData("--prot", "1")]
    [InlineData("--token", null)]
    public async Task A_command_line_that_makes_no_sense_is_refused_with_a_reason(string name, string? value)
    {
        using var server = value is null ? Start(name) : Start(name, value);
        string reason = await server.StandardError.ReadToEndAsync(GatewayClient.Patience);
        await server.WaitForExitAsync(GatewayClient.Patience);
        Assert.Equal(2, server.ExitCode);
        Assert.Contains(name, reason);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var server = Start("--port", discord.ApiBaseAddress.Port.ToString());
        string reason = await server.StandardError.ReadToEndAsync(GatewayClient.Patience);
        await server.WaitForExitAsync(GatewayClient.Patience);
        Assert.Equal(1, server.ExitCode);
        Assert.StartsWith("It cannot listen there", reason);
    }

    private static Process Start(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Gateway.Testing.Server.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
    }

    private static async Task<string> ReadUntilAsync(Process process, string last)
    {
        var text = new System.Text.StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(GatewayClient.Patience) is { } line)
        {
            text.AppendLine(line);
            if (line.Contains(last))
            {
                break;
            }
        }

        return text.ToString();
    }

    private static string Value(string welcome, string name) => Row(name).Match(welcome).Groups[1].Value;

    private static Regex Row(string name) => new($@"^\s+{name}\s+(\S+)", RegexOptions.Multiline);
}

using Gateway.Testing;

namespace WorkerBot;

/// <summary>What goes on in the simulated guild: people talk, and now and then somebody calls the bot.</summary>
internal sealed partial class SimulatedLife(SimulatedDiscord discord, ILogger<SimulatedLife> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private static readonly (string Who, string What)[] Talk =
    [
        ("mira", "the ferry is late again"),
        ("tom", "!ping"),
        ("ada", "fog over the pier this morning"),
        ("mira", "/ping"),
        ("tom", "who left the lighthouse on?"),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogSimulated(discord.ApiBaseAddress);
        try
        {
            await discord.WhenReadyAsync(within: Timeout.InfiniteTimeSpan).WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return; // the application could not start: a host that was never stopped takes anything thrown here for a failure
        }

        SimulatedGuild guild = discord.Guild("Harbour");
        using var pace = new PeriodicTimer(Pace);
        for (int i = 0; await pace.WaitForNextTickAsync(stoppingToken); i++)
        {
            (string who, string what) = Talk[i % Talk.Length];
            SimulatedMember member = guild.Member(who);
            Task act = what.StartsWith('/') ? member.UsesCommandAsync(what[1..]) : member.SaysAsync(what);
            await act;
        }
    }

    [LoggerMessage(1, LogLevel.Information,
        "No Discord:Token is set, so this bot talks to a simulated Discord at {Address}. "
        + "For the real one set Discord:Token in appsettings.json or user secrets, or the environment variable Discord__Token")]
    private partial void LogSimulated(Uri address);
}

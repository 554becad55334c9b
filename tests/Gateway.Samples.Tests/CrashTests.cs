using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Samples.Tests;

/// <summary>A bot that is killed under load.</summary>
public sealed class CrashTests : IDisposable
{
    /// <summary>How many commands wait for their answer at a time, while the bot is away too.</summary>
    private const int InTheAir = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("crash-").FullName;

    [Fact]
    public async Task A_bot_that_is_killed_under_load_has_answered_everyone_once_it_is_back()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(o =>
        {
            // Its clock stands still: a command may be answered for three seconds, and a process takes longer to start.
            o.TimeProvider = new FakeTimeProvider(DateTimeOffset.UtcNow);
            o.RequestsPerSecond = o.GlobalRequestsPerSecond = int.MaxValue;
            o.World.Guild("Harbour", g => g.Channel("general").Member("mira"));
        });
        using var enough = new CancellationTokenSource();
        var asked = new List<SimulatedInteraction>(); // the task's alone until it has ended
        Task asking;
        await using (SampleProcess bot = Start(discord))
        {
            await bot.WroteAsync("ready after");
            using var files = new FileSystemWatcher(_folder, "sessions.json") { EnableRaisingEvents = true };
            var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            files.Renamed += (_, _) => saved.TrySetResult(); // written beside it, and put in its place
            asking = AskAsync(discord, asked, enough.Token);
            await AnswersAsync(discord, 100);
            await saved.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken); // a checkpoint to start again from
            await bot.KillAsync();
        }

        await using SampleProcess after = Start(discord);
        await AnswersAsync(discord, 300);
        await enough.CancelAsync();
        await asking;

        foreach (SimulatedInteraction interaction in asked)
        {
            await discord.ExpectAnswerAsync(interaction, TimeSpan.FromSeconds(30));
        }

        Assert.Single(discord.Identifies);
        Assert.Single(discord.Resumes);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SampleProcess Start(SimulatedDiscord discord) => SampleProcess.Start(
        "WorkerBot",
        ("Discord__Token", discord.Token),
        ("Discord__ApiBaseAddress", discord.ApiBaseAddress.AbsoluteUri),
        ("Discord__SessionStore__Path", Path.Combine(_folder, "sessions.json")),
        ("Discord__SessionStore__CheckpointInterval", "00:00:00.050"));

    private static async Task AskAsync(SimulatedDiscord discord, List<SimulatedInteraction> asked, CancellationToken enough)
    {
        SimulatedMember mira = discord.Guild("Harbour").Member("mira");
        while (!enough.IsCancellationRequested)
        {
            asked.Add(await mira.UsesCommandAsync("ping"));
            await AnswersAsync(discord, asked.Count - InTheAir);
        }
    }

    private static Task AnswersAsync(SimulatedDiscord discord, int count) => discord.WhenAsync(
        discord => discord.Requests.Count(static request => request.Path.EndsWith("/callback", StringComparison.Ordinal)) >= count,
        $"{count} answers",
        TimeSpan.FromSeconds(60));
}

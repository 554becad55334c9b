using System.Diagnostics;
using System.Text.Json;

namespace Gateway.Load;

/// <summary>A client process: runs one kind of client, and answers what the tool asks on its standard input.</summary>
internal static class ClientProgram
{
    /// <summary>The kinds of client that are built in.</summary>
    private static readonly Dictionary<string, Func<ClientSettings, Task>> Kinds = new()
    {
        ["raw-socket"] = static settings => new RawSocketClient(settings).RunAsync(),
        ["floor"] = static settings => new FloorClient(settings).RunAsync(),
        ["floor-typed"] = static settings => new FloorClient(settings, "MESSAGE_CREATE").RunAsync(),
        ["floor-three"] = static settings => new FloorClient(settings, "MESSAGE_CREATE", "GUILD_MEMBER_UPDATE", "VOICE_STATE_UPDATE").RunAsync(),
        ["shard"] = static settings => new ShardClient(settings).RunAsync(),
        ["bot-nothing"] = static settings => new BotClient(settings, BotClient.Wants.Nothing).RunAsync(),
        ["bot-messages"] = static settings => new BotClient(settings, BotClient.Wants.Messages).RunAsync(),
        ["bot-three"] = static settings => new BotClient(settings, BotClient.Wants.Three).RunAsync(),
        ["bot-latency"] = static settings => new BotClient(settings, BotClient.Wants.Latency).RunAsync(),
        ["bot-latency-blocked"] = static settings => new BotClient(settings, BotClient.Wants.LatencyBlocked).RunAsync(),
    };

    public static async Task<int> RunAsync(string kind)
    {
        Task client = Kinds[kind](new ClientSettings());
        Task questions = Task.Factory.StartNew(AnswerQuestions, TaskCreationOptions.LongRunning);
        await (await Task.WhenAny(client, questions).ConfigureAwait(false)).ConfigureAwait(false);
        return 0;
    }

    // Ends with the tool's end of the pipe.
    private static void AnswerQuestions()
    {
        while (Console.In.ReadLine() is { } question)
        {
            if (question == "memory")
            {
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
            else if (question.StartsWith("arrivals ", StringComparison.Ordinal))
            {
                Arrivals.Save(question["arrivals ".Length..]);
            }

            Console.WriteLine(JsonSerializer.Serialize(Snapshot.Take()));
        }
    }
}

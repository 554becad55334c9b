using System.Collections.Concurrent;
using System.Text;
using Gateway.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>A shard that is read in the background against a simulated Discord, and what came of it.</summary>
internal sealed class ShardUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<(string? Name, long? Sequence, string Data)> _messages = new();
    private readonly ConcurrentQueue<ShardStatus> _history = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly CancellationTokenSource _abandon = new();
    private Func<GatewayMessage, ValueTask>? _onMessage;
    private volatile bool _isWaiting;

    public ShardUnderTest(SimulatedDiscord discord, ShardOptions options, ShardId? id = null, GatewaySession? session = null)
    {
        Discord = discord;
        Shard = new Shard(id ?? new ShardId(0, 1), options, session);
        Shard.StatusChanged += (_, status) =>
        {
            _history.Enqueue(status);
            _changed.Release();
        };
    }

    public SimulatedDiscord Discord { get; }

    public Shard Shard { get; }

    /// <summary>The reading; completes when the shard was closed, fails as it fails.</summary>
    public Task Reading { get; private set; } = Task.CompletedTask;

    /// <summary>Every state the shard has been in, in order.</summary>
    public IReadOnlyList<ShardStatus> History => [.. _history];

    /// <summary>Whether the reader has dealt with all that came, and waits for more.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>How many payloads were received, events and others.</summary>
    public int Payloads => _messages.Count;

    /// <summary>The events received, in order.</summary>
    public IReadOnlyList<(string? Name, long? Sequence, string Data)> Events => [.. _messages.Where(static m => m.Name is not null)];

    /// <summary>What the messages of members said, in the order received.</summary>
    public IReadOnlyList<string> Said => [.. Events
        .Where(static e => e.Name == "MESSAGE_CREATE")
        .Select(static e => System.Text.Json.Nodes.JsonNode.Parse(e.Data)!["content"]!.GetValue<string>())];

    public ShardUnderTest OnMessage(Func<GatewayMessage, ValueTask> onMessage)
    {
        _onMessage = onMessage;
        return this;
    }

    public ShardUnderTest Start()
    {
        Reading = Task.Run(ReadAsync);
        return this;
    }

    public async Task<ShardUnderTest> StartAndWaitUntilReadyAsync()
    {
        Start();
        await InStateAsync(ShardState.Ready);
        return this;
    }

    /// <summary>Waits until the shard has been in a state, this often.</summary>
    public Task InStateAsync(ShardState state, int times = 1) =>
        UntilAsync(() => _history.Count(status => status.State == state) >= times, $"state {state} ({times}×)");

    public Task SaidAsync(params string[] texts) => UntilAsync(() => Said.SequenceEqual(texts), $"\"{string.Join("\", \"", texts)}\" to be received");

    public Task ReceivedAsync(string name, int times = 1) =>
        UntilAsync(() => Events.Count(e => e.Name == name) >= times, $"{name} ({times}×)");

    /// <summary>Waits for a condition, which is asked again whenever the shard has changed or received something.</summary>
    public async Task UntilAsync(Func<bool> condition, string expected)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            while (!condition())
            {
                await _changed.WaitAsync(timeout.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Waited for {expected}.\n{this}");
        }
    }

    /// <summary>
    /// Lets virtual time pass until a task has completed: only while the shard itself waits for time, so that no deadline
    /// runs out merely because this machine is slow.
    /// </summary>
    public async Task PassTimeUntilAsync(FakeTimeProvider time, Task task, int stepInMilliseconds = 100)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!task.IsCompleted)
        {
            if (WaitsForTime())
            {
                time.Advance(TimeSpan.FromMilliseconds(stepInMilliseconds));
            }

            Assert.False(timeout.IsCancellationRequested, $"Time passed in vain.\n{this}");
            await Task.WhenAny(task, Task.Delay(1, CancellationToken.None));
        }

        await task;
    }

    /// <summary>Cancels the reading.</summary>
    public Task AbandonAsync() => _abandon.CancelAsync();

    public override string ToString() =>
        $"""
        States: {string.Join(", ", History.Select(static s => s.LastEnd is null ? $"{s.State}" : $"{s.State} [{s.LastEnd}]"))}
        Events: {string.Join(", ", Events.Select(static e => $"{e.Name} #{e.Sequence}"))}
        {Discord.Transcript}
        """;

    public async ValueTask DisposeAsync()
    {
        await _abandon.CancelAsync();
        await Reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
            .WaitAsync(Patience);
        _abandon.Dispose();
    }

    private bool WaitsForTime() => Shard.Status.State switch
    {
        ShardState.Waiting or ShardState.Queued => true,
        // Until its Identify is out it waits for its turn; from then on, for Discord.
        ShardState.Identifying => Discord.Identifies.Count == 0 || Discord.Identifies[^1].Connection != Discord.Connections[^1],
        _ => false,
    };

    private async Task ReadAsync()
    {
        await using IAsyncEnumerator<GatewayMessage> messages = Shard.ReadMessagesAsync(_abandon.Token).GetAsyncEnumerator();
        while (await NextAsync(messages))
        {
            _isWaiting = false;
            GatewayMessage message = messages.Current;
            _messages.Enqueue((message.Name, message.Sequence, Encoding.UTF8.GetString(message.Data.Span)));
            _changed.Release();
            if (_onMessage is not null)
            {
                await _onMessage(message);
            }
        }
    }

    private ValueTask<bool> NextAsync(IAsyncEnumerator<GatewayMessage> messages)
    {
        ValueTask<bool> next = messages.MoveNextAsync();
        if (!next.IsCompleted)
        {
            _isWaiting = true;
            _changed.Release();
        }

        return next;
    }
}

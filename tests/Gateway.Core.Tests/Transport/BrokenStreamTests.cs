using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Core.Tests;

/// <summary>Streams that stand still, or break in ways of their own: the connection ends, not the shard.</summary>
public class BrokenStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly byte[] Hello = ServerFrames.Text("""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}""");
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _enough = new();
    private readonly IdentifyQueue _queue;

    public BrokenStreamTests() => _queue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.FromDays(1), 1), _time);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_close_frame_to_a_peer_that_reads_nothing_is_given_up_after_its_deadline(bool clientWebSocket)
    {
        byte[] script = [.. Hello, .. ServerFrames.Close(4001), 0];
        using var stream = new ScriptedStream(script, static () => 10_000) { RefusesWrites = true };
        Shard shard = NewShard(stream, clientWebSocket);
        Task<ConnectionEnd> ended = EndAsync(shard);
        IAsyncEnumerator<GatewayMessage> messages = Read(shard);
        ValueTask<bool> next = await IdentifyInVainAsync(stream, messages);

        stream.Bring(script.Length - 1); // the close frame, and silence
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));

        ConnectionEnd end = await ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal((ConnectionEndReason.CloseFrame, 4001), (end.Reason, (int?)end.CloseCode));
        await CancelledAsync(next);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_close_frame_to_a_peer_that_reads_nothing_is_given_up_at_once_if_the_reading_is_cancelled(bool clientWebSocket)
    {
        byte[] script = [.. Hello, .. ServerFrames.Close(4001), 0];
        using var stream = new ScriptedStream(script, static () => 10_000) { RefusesWrites = true };
        Shard shard = NewShard(stream, clientWebSocket);
        IAsyncEnumerator<GatewayMessage> messages = Read(shard);
        ValueTask<bool> next = await IdentifyInVainAsync(stream, messages);

        stream.Bring(script.Length - 1);
        await _enough.CancelAsync();

        await CancelledAsync(next);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_Identify_is_spent_on_a_peer_that_has_closed_while_it_is_answered(bool clientWebSocket)
    {
        byte[] script = [.. Hello, .. ServerFrames.Close(1001), 0];
        using var stream = new ScriptedStream(script, static () => 10_000) { RefusesWrites = true };
        stream.Bring(script.Length - 1); // both with one read
        Shard shard = NewShard(stream, clientWebSocket);
        IAsyncEnumerator<GatewayMessage> messages = Read(shard);
        Assert.True(await messages.MoveNextAsync());
        ValueTask<bool> next = messages.MoveNextAsync();
        Assert.False(next.IsCompleted);

        await _enough.CancelAsync();
        await CancelledAsync(next);

        Assert.Equal(1, _queue.Budget.Remaining); // the permit went back unused
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_peer_that_reads_nothing_cannot_hold_up_a_shard_that_closes(bool clientWebSocket)
    {
        byte[] script = [.. Hello, 0];
        using var stream = new ScriptedStream(script, static () => 10_000) { RefusesWrites = true };
        Shard shard = NewShard(stream, clientWebSocket);
        IAsyncEnumerator<GatewayMessage> messages = Read(shard);
        ValueTask<bool> next = await IdentifyInVainAsync(stream, messages);

        Task closing = shard.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);
        await PassSecondsUntilAsync(closing);

        Assert.False(await next.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
        await closing.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(ConnectionEndReason.LoggedOff, shard.Status.LastEnd?.Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_a_stream_throws_when_it_is_read_the_connection_was_lost(bool clientWebSocket)
    {
        bool broken = false;
        using var stream = new ScriptedStream([.. Hello, 0], () => broken ? throw new AuthenticationException("renegotiated") : 10_000);
        stream.Bring(Hello.Length);
        Shard shard = NewShard(stream, clientWebSocket);
        Task<ConnectionEnd> ended = EndAsync(shard);
        IAsyncEnumerator<GatewayMessage> messages = Read(shard);
        Assert.True(await messages.MoveNextAsync());
        ValueTask<bool> next = messages.MoveNextAsync();

        broken = true;
        stream.Bring(Hello.Length + 1);

        await CancelledAsync(next);
        await LostAsync(ended, "renegotiated");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_a_stream_throws_when_it_is_written_to_the_connection_was_lost(bool clientWebSocket)
    {
        using var stream = new ScriptedStream([.. Hello, 0], static () => 10_000) { WriteFailure = new AuthenticationException("renegotiated") };
        stream.Bring(Hello.Length);
        Shard shard = NewShard(stream, clientWebSocket);
        Task<ConnectionEnd> ended = EndAsync(shard);
        IAsyncEnumerator<GatewayMessage> messages = Read(shard);
        Assert.True(await messages.MoveNextAsync());

        await CancelledAsync(messages.MoveNextAsync());

        await LostAsync(ended, "renegotiated");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_is_made_after_all_is_dropped_if_the_reading_was_cancelled_meanwhile(bool clientWebSocket)
    {
        using var stream = new ScriptedStream([0], static () => 10_000);
        stream.Bring(0); // a peer that would never answer a close frame
        Shard shard = NewShard(stream, clientWebSocket, onUpgraded: _enough.Cancel);
        IAsyncEnumerator<GatewayMessage> messages = Read(shard);

        await CancelledAsync(messages.MoveNextAsync());

        Assert.True(stream.IsDisposed);
        Assert.Empty(stream.Written);
        Assert.Equal(ConnectionEndReason.Abandoned, shard.Status.LastEnd?.Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Resume_to_a_peer_that_reads_nothing_is_given_up_after_its_deadline(bool clientWebSocket)
    {
        using var stream = new ScriptedStream([.. Hello, 0], static () => 10_000) { RefusesWrites = true };
        stream.Bring(Hello.Length);
        Shard shard = NewShard(stream, clientWebSocket, session: new GatewaySession("abc", 7, null));
        Task<ConnectionEnd> ended = EndAsync(shard);
        IAsyncEnumerator<GatewayMessage> messages = Read(shard);
        ValueTask<bool> next = messages.MoveNextAsync();
        Assert.False(next.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.True(await next.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken)); // Hello
        await CancelledAsync(messages.MoveNextAsync());
        Assert.Equal(ConnectionEndReason.ResumedTimedOut, (await ended).Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_gives_up_waiting_for_a_shard_to_close_does_so_at_once_whatever_the_peer_reads(bool clientWebSocket)
    {
        using var stream = new ScriptedStream([.. Hello, 0], static () => 10_000) { RefusesWrites = true };
        Shard shard = NewShard(stream, clientWebSocket);
        ValueTask<bool> next = await IdentifyInVainAsync(stream, Read(shard));
        using var patience = new CancellationTokenSource();
        Task closing = shard.CloseAsync(cancellationToken: patience.Token);
        Assert.False(closing.IsCompleted);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => closing.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Task<bool> end = next.AsTask();
        await PassSecondsUntilAsync(end); // it closes all the same
        Assert.False(await end);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_a_stream_throws_when_it_is_dropped_the_connection_has_ended_as_it_did(bool clientWebSocket)
    {
        var stream = new ScriptedStream([0], static () => 10_000) { DisposeFailure = new IOException("flushed in vain") };
        stream.Bring(0); // no Hello
        Shard shard = NewShard(stream, clientWebSocket);
        Task<ConnectionEnd> ended = EndAsync(shard);
        ValueTask<bool> next = Read(shard).MoveNextAsync();

        _time.Advance(TimeSpan.FromSeconds(20)); // what the deadline throws would be thrown here, and on a timer's thread end the process

        ConnectionEnd end = await ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(ConnectionEndReason.HelloTimedOut, end.Reason);
        await CancelledAsync(next);
    }

    /// <summary>Reads Hello, and goes on to where the Identify is being written.</summary>
    private static async Task<ValueTask<bool>> IdentifyInVainAsync(ScriptedStream stream, IAsyncEnumerator<GatewayMessage> messages)
    {
        stream.Bring(Hello.Length);
        Assert.True(await messages.MoveNextAsync());
        ValueTask<bool> next = messages.MoveNextAsync();
        Assert.False(next.IsCompleted);
        Assert.Empty(stream.Written);
        return next;
    }

    /// <summary>How the shard's first connection ends; the reading is cancelled then.</summary>
    private async Task<ConnectionEnd> EndAsync(Shard shard)
    {
        var ended = new TaskCompletionSource<ConnectionEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        shard.StatusChanged += (_, status) =>
        {
            if (status.State == ShardState.Waiting)
            {
                ended.TrySetResult(status.LastEnd!);
                _enough.Cancel();
            }
        };
        return await ended.Task;
    }

    private static async Task CancelledAsync(ValueTask<bool> next) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));

    private static async Task LostAsync(Task<ConnectionEnd> ended, string why)
    {
        ConnectionEnd end = await ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(ConnectionEndReason.Dropped, end.Reason);
        Assert.Contains(why, end.Error?.ToString(), StringComparison.Ordinal);
    }

    private async Task PassSecondsUntilAsync(Task task)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!task.IsCompleted && TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    private IAsyncEnumerator<GatewayMessage> Read(Shard shard) => shard.ReadMessagesAsync(_enough.Token).GetAsyncEnumerator(_enough.Token);

    private Shard NewShard(ScriptedStream stream, bool clientWebSocket, Action? onUpgraded = null, GatewaySession? session = null) => new(new ShardId(0, 1), new ShardOptions
    {
        Token = "token",
        Intents = GatewayIntents.None,
        Compression = TransportCompression.None,
        IdentifyQueue = _queue,
        HttpInvoker = new HttpMessageInvoker(new UpgradingHandler(stream, _ => onUpgraded?.Invoke())),
        TimeProvider = _time,
        UseClientWebSocket = clientWebSocket,
    }, session);
}

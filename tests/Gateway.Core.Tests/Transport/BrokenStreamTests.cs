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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_close_frame_to_a_peer_that_reads_nothing_is_given_up_after_its_deadline(bool clientWebSocket)
    {
        byte[] script = [.. Hello, .. ServerFrames.Close(4001), 0];
        using var stream = new ScriptedStream(script, static () => 10_000) { RefusesWrites = true };
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        var shard = new Shard(new ShardId(0, 1), Options(invoker, clientWebSocket));
        Task<ConnectionEnd> ended = EndAsync(shard);
        IAsyncEnumerator<GatewayMessage> messages = shard.ReadMessagesAsync(_enough.Token).GetAsyncEnumerator(_enough.Token);
        ValueTask<bool> next = await IdentifyInVainAsync(stream, messages);

        stream.Bring(script.Length - 1); // the close frame, and silence
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));

        ConnectionEnd end = await ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal((ConnectionEndReason.CloseFrame, 4001), (end.Reason, (int?)end.CloseCode));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_close_frame_to_a_peer_that_reads_nothing_is_given_up_at_once_if_the_reading_is_cancelled(bool clientWebSocket)
    {
        byte[] script = [.. Hello, .. ServerFrames.Close(4001), 0];
        using var stream = new ScriptedStream(script, static () => 10_000) { RefusesWrites = true };
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        var shard = new Shard(new ShardId(0, 1), Options(invoker, clientWebSocket));
        IAsyncEnumerator<GatewayMessage> messages = shard.ReadMessagesAsync(_enough.Token).GetAsyncEnumerator(_enough.Token);
        ValueTask<bool> next = await IdentifyInVainAsync(stream, messages);

        stream.Bring(script.Length - 1);
        await _enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_Identify_is_spent_on_a_peer_that_has_closed_while_it_is_answered(bool clientWebSocket)
    {
        byte[] script = [.. Hello, .. ServerFrames.Close(1001), 0];
        using var stream = new ScriptedStream(script, static () => 10_000) { RefusesWrites = true };
        stream.Bring(script.Length - 1); // both with one read
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        ShardOptions options = Options(invoker, clientWebSocket);
        var shard = new Shard(new ShardId(0, 1), options);
        IAsyncEnumerator<GatewayMessage> messages = shard.ReadMessagesAsync(_enough.Token).GetAsyncEnumerator(_enough.Token);
        Assert.True(await messages.MoveNextAsync());
        ValueTask<bool> next = messages.MoveNextAsync();
        Assert.False(next.IsCompleted);

        await _enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.Equal(1, ((IdentifyQueue)options.IdentifyQueue).Budget.Remaining); // the permit went back unused
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_peer_that_reads_nothing_cannot_hold_up_a_shard_that_closes(bool clientWebSocket)
    {
        byte[] script = [.. Hello, 0];
        using var stream = new ScriptedStream(script, static () => 10_000) { RefusesWrites = true };
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        var shard = new Shard(new ShardId(0, 1), Options(invoker, clientWebSocket));
        IAsyncEnumerator<GatewayMessage> messages = shard.ReadMessagesAsync(_enough.Token).GetAsyncEnumerator(_enough.Token);
        ValueTask<bool> next = await IdentifyInVainAsync(stream, messages);

        Task closing = shard.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);
        long began = TimeProvider.System.GetTimestamp();
        while (!closing.IsCompleted && TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

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
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        var shard = new Shard(new ShardId(0, 1), Options(invoker, clientWebSocket));
        Task<ConnectionEnd> ended = EndAsync(shard);
        IAsyncEnumerator<GatewayMessage> messages = shard.ReadMessagesAsync(_enough.Token).GetAsyncEnumerator(_enough.Token);
        Assert.True(await messages.MoveNextAsync());
        ValueTask<bool> next = messages.MoveNextAsync();

        broken = true;
        stream.Bring(Hello.Length + 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
        ConnectionEnd end = await ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(ConnectionEndReason.Dropped, end.Reason);
        Assert.Contains("renegotiated", end.Error?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_a_stream_throws_when_it_is_written_to_the_connection_was_lost(bool clientWebSocket)
    {
        using var stream = new ScriptedStream([.. Hello, 0], static () => 10_000) { WriteFailure = new AuthenticationException("renegotiated") };
        stream.Bring(Hello.Length);
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream));
        var shard = new Shard(new ShardId(0, 1), Options(invoker, clientWebSocket));
        Task<ConnectionEnd> ended = EndAsync(shard);
        IAsyncEnumerator<GatewayMessage> messages = shard.ReadMessagesAsync(_enough.Token).GetAsyncEnumerator(_enough.Token);
        Assert.True(await messages.MoveNextAsync());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await messages.MoveNextAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));

        ConnectionEnd end = await ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(ConnectionEndReason.Dropped, end.Reason);
        Assert.Contains("renegotiated", end.Error?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_is_made_after_all_is_dropped_if_the_reading_was_cancelled_meanwhile(bool clientWebSocket)
    {
        using var stream = new ScriptedStream([0], static () => 10_000);
        stream.Bring(0); // a peer that would never answer a close frame
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(stream, _ => _enough.Cancel()));
        var shard = new Shard(new ShardId(0, 1), Options(invoker, clientWebSocket));
        IAsyncEnumerator<GatewayMessage> messages = shard.ReadMessagesAsync(_enough.Token).GetAsyncEnumerator(_enough.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await messages.MoveNextAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.True(stream.IsDisposed);
        Assert.Empty(stream.Written);
        Assert.Equal(ConnectionEndReason.Abandoned, shard.Status.LastEnd?.Reason);
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

    private ShardOptions Options(HttpMessageInvoker invoker, bool clientWebSocket) => new()
    {
        Token = "token",
        Intents = GatewayIntents.None,
        Compression = TransportCompression.None,
        IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.FromDays(1), 1), _time),
        HttpInvoker = invoker,
        TimeProvider = _time,
        UseClientWebSocket = clientWebSocket,
    };
}

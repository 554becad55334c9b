using Gateway.Core;

namespace Gateway.Hosting.Dispatch;

/// <summary>
/// Reads a shard into its lane. One thread reads at a time; when a handler blocks it, another reads on from where it
/// stands, and the first has nothing more to do with it.
/// </summary>
internal sealed class LaneReader(EventLane lane, IAsyncEnumerable<GatewayMessage> messages, Action? onMessage) : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IAsyncEnumerator<GatewayMessage> _messages = messages.GetAsyncEnumerator(CancellationToken.None);

    /// <summary>Completes, or fails, as the messages do.</summary>
    public async Task RunAsync()
    {
        lane.ReadOn = () => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        try
        {
            _ = ReadAsync();
            await _ended.Task.ConfigureAwait(false);
        }
        finally
        {
            await _messages.DisposeAsync().ConfigureAwait(false);
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = ReadAsync();

    private async Task ReadAsync()
    {
        try
        {
            while (await _messages.MoveNextAsync().ConfigureAwait(false))
            {
                onMessage?.Invoke();
                GatewayMessage message = _messages.Current;
                if (message.Opcode == GatewayOpcode.Dispatch && !await lane.DispatchAsync(message).ConfigureAwait(false))
                {
                    return;
                }
            }

            _ended.TrySetResult();
        }
        catch (Exception e)
        {
            _ended.TrySetException(e);
        }
    }
}

using Gateway.Core;

namespace Gateway.Hosting.Dispatch;

/// <summary>
/// Reads a shard into its lane. One thread reads at a time; when a handler blocks it, another reads on from where it
/// stands, and the first has nothing more to do with it.
/// </summary>
internal sealed class LaneReader(EventLane lane, IAsyncEnumerable<GatewayMessage> messages) : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IAsyncEnumerator<GatewayMessage> _messages = messages.GetAsyncEnumerator(CancellationToken.None);
    private bool _holdsFirst; // the first message was read, and not handed on

    /// <summary>What flows to handlers, log scopes above all; null if nothing does.</summary>
    public ExecutionContext? Context { get; } = ExecutionContext.Capture();

    /// <summary>Completes, or fails, as the messages do. The shard is started before this returns.</summary>
    public async Task RunAsync()
    {
        lane.Reader = this;
        try
        {
            if (await _messages.MoveNextAsync().ConfigureAwait(false))
            {
                // Elsewhere, so that no handler ever runs in here: this has to go on when the reading ends, whoever blocks.
                _holdsFirst = true;
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                await _ended.Task.ConfigureAwait(false);
            }
        }
        finally
        {
            await _messages.DisposeAsync().ConfigureAwait(false);
            _ = lane.Dispatcher.RemoveAsync(lane);
        }
    }

    void IThreadPoolWorkItem.Execute() => lane.Continue(static reader => _ = ((LaneReader)reader!).ReadAsync(), this);

    private async Task ReadAsync()
    {
        try
        {
            while (_holdsFirst || await _messages.MoveNextAsync().ConfigureAwait(false))
            {
                _holdsFirst = false;
                GatewayMessage message = _messages.Current;
                if (message.Opcode == GatewayOpcode.Dispatch && !await lane.DispatchAsync(message).ConfigureAwait(false))
                {
                    return; // another one reads
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

namespace Gateway.Core;

/// <summary>A turn to identify. Disposed of without having been used, it goes back and costs nothing.</summary>
/// <remarks>What disposing throws is logged and costs the shard nothing; what <see cref="UseAsync"/> throws ends the reading of the shard.</remarks>
public interface IIdentifyPermit : IAsyncDisposable
{
    /// <summary>
    /// Waits out what is left of the bucket's five seconds, and counts the Identify. Called once, right before the Identify
    /// is sent, so that the time it took to connect is neither lost nor counted.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Discord counts the five seconds between arrivals: wait up to half a second longer, as much as the network may differ
    /// from one message to the next. A shard whose connection ends while it waits cancels, and disposes of the permit.
    /// </para>
    /// <para>Dispose of the permit once the Identify has been written: the next five seconds count from then on.</para>
    /// </remarks>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; nothing was counted.</exception>
    ValueTask UseAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What came of the Identify: called once if the permit was used, mostly after it was disposed of, unless the shard was
    /// closed before it knew. A queue that learns of many in a row without Ready can slow down before an outage has spent the
    /// day's budget, as <see cref="IdentifyQueue"/> does.
    /// </summary>
    /// <remarks>It returns at once and does not throw. Does nothing unless implemented.</remarks>
    /// <param name="isReady">True: Discord answered with Ready. False: the connection ended without.</param>
    void ReportAnswer(bool isReady)
    {
    }
}

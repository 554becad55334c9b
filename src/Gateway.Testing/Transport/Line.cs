namespace Gateway.Testing;

/// <summary>
/// The byte stream under a websocket. Every write is one whole frame, so frames of the writer and the pongs of the
/// reader never interleave. Once silent it swallows all that is written to it.
/// </summary>
internal sealed class Line(Stream inner) : Stream
{
    // Held for the length of one frame.
    private readonly SemaphoreSlim _oneFrame = new(1, 1);
    private volatile bool _silent;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void FallSilent() => _silent = true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_silent)
        {
            return;
        }

        await _oneFrame.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneFrame.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Writes the bytes slowly, ten portions a second; once the trickle is over, what is left at once.</summary>
    public async Task TrickleAsync(ReadOnlyMemory<byte> buffer, Trickle trickle, TimeProvider clock, CancellationToken cancellationToken)
    {
        int portion = Math.Max(1, trickle.BytesPerSecond / 10);
        var pause = TimeSpan.FromSeconds((double)portion / trickle.BytesPerSecond);
        await _oneFrame.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (buffer.Length > 0 && !_silent)
            {
                int size = trickle.Over.IsCompleted ? buffer.Length : Math.Min(portion, buffer.Length);
                await inner.WriteAsync(buffer[..size], cancellationToken).ConfigureAwait(false);
                await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
                buffer = buffer[size..];
                await trickle.Over.WaitAsync(pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _oneFrame.Release();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

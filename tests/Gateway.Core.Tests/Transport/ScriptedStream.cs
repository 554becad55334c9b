namespace Gateway.Core.Tests;

/// <summary>A stream that brings what it was given, in pieces, then ends; what is written to it is kept. Reads of nothing wait for something.</summary>
internal sealed class ScriptedStream(byte[] bytes, Func<int> nextPiece) : Stream
{
    private readonly MemoryStream _written = new();
    private int _position;
    private int _available = bytes.Length;
    private readonly TaskCompletionSource _accepting = new();
    private TaskCompletionSource<int>? _waiting;

    /// <summary>Whether every other read completes later instead of at once.</summary>
    public bool Pauses { get; init; }

    /// <summary>Whether writes wait, as to a peer that reads nothing.</summary>
    public bool RefusesWrites { get; init; }

    /// <summary>What every write fails with; null if none does.</summary>
    public Exception? WriteFailure { get; init; }

    /// <summary>What it fails with whenever it is disposed of, which it is all the same; null if it does not.</summary>
    public Exception? DisposeFailure { get; init; }

    /// <summary>How often it was read.</summary>
    public int Reads { get; private set; }

    /// <summary>The largest room a read was given.</summary>
    public int LargestRead { get; private set; }

    public byte[] Written => _written.ToArray();

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (buffer.IsEmpty)
        {
            return WaitAsync();
        }

        if (_position == _available && _available < bytes.Length)
        {
            return ReadLaterAsync(buffer);
        }

        Reads++;
        LargestRead = Math.Max(LargestRead, buffer.Length);
        int count = Math.Min(Math.Min(nextPiece(), buffer.Length), _available - _position);
        bytes.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return Pauses && Reads % 2 == 1 ? Later(count) : ValueTask.FromResult(count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (WriteFailure is not null)
        {
            throw WriteFailure;
        }

        if (RefusesWrites && !_accepting.Task.IsCompleted)
        {
            return WriteLaterAsync(buffer);
        }

        _written.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Lets the writes go on that were refused.</summary>
    public void AcceptWrites() => _accepting.SetResult();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Brings no more than the first bytes, until it is called again. Whoever waited goes on at once, on this thread.</summary>
    public void Bring(int count)
    {
        _available = count;
        Interlocked.Exchange(ref _waiting, null)?.SetResult(0);
    }

    /// <summary>The frames a client wrote, unmasked: each its first byte and its payload in hexadecimal.</summary>
    public IReadOnlyList<string> ClientFrames()
    {
        var frames = new List<string>();
        ReadOnlySpan<byte> rest = Written;
        while (!rest.IsEmpty)
        {
            Assert.True((rest[1] & 0x80) != 0, "a client's frame is not masked");
            int length = rest[1] & 0x7F;
            int header = 2;
            if (length == 126)
            {
                length = (rest[2] << 8) | rest[3];
                header = 4;
            }
            else if (length == 127)
            {
                length = (int)System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(rest[2..]);
                header = 10;
            }

            byte[] payload = rest.Slice(header + 4, length).ToArray();
            for (int i = 0; i < length; i++)
            {
                payload[i] ^= rest[header + (i & 3)];
            }

            frames.Add($"{rest[0]:X2}:{Convert.ToHexString(payload)}");
            rest = rest[(header + 4 + length)..];
        }

        return frames;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        Interlocked.Exchange(ref _waiting, null)?.TrySetException(new ObjectDisposedException(nameof(ScriptedStream)));
        _accepting.TrySetException(new ObjectDisposedException(nameof(ScriptedStream)));
        base.Dispose(disposing);
        if (DisposeFailure is not null)
        {
            throw DisposeFailure;
        }
    }

    private async ValueTask<int> ReadLaterAsync(Memory<byte> buffer)
    {
        await WaitAsync();
        return await ReadAsync(buffer);
    }

    private async ValueTask WriteLaterAsync(ReadOnlyMemory<byte> buffer)
    {
        await _accepting.Task;
        _written.Write(buffer.Span);
    }

    private ValueTask<int> WaitAsync()
    {
        if (_position < _available || _available == bytes.Length)
        {
            return Pauses ? Later(0) : ValueTask.FromResult(0);
        }

        _waiting = new TaskCompletionSource<int>();
        return new ValueTask<int>(_waiting.Task);
    }

    private static async ValueTask<int> Later(int count)
    {
        await Task.Yield();
        return count;
    }
}

using Gateway.Testing;

namespace Gateway.Chaos.Tests;

/// <summary>The way to a simulated Discord, and how many connections there are that nobody has closed.</summary>
internal sealed class CountedConnections : IDisposable
{
    private int _open;
    private int _opened;

    public CountedConnections(SimulatedDiscord discord)
    {
        SocketsHttpHandler handler = discord.CreateHandler();
        var connect = handler.ConnectCallback!;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            Stream stream = await connect(context, cancellationToken);
            Interlocked.Increment(ref _opened);
            Interlocked.Increment(ref _open);
            return new Counted(this, stream);
        };
        Invoker = new HttpMessageInvoker(handler);
    }

    public HttpMessageInvoker Invoker { get; }

    public int Open => Volatile.Read(ref _open);

    public int Opened => Volatile.Read(ref _opened);

    public void Dispose() => Invoker.Dispose();

    private sealed class Counted(CountedConnections owner, Stream inner) : Stream
    {
        private int _disposed;

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.ReadAsync(buffer, offset, count, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref owner._open);
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

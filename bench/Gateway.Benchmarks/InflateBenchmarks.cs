using BenchmarkDotNet.Attributes;
using Gateway.Core;
using Gateway.Core.Compression;
using Gateway.Load;

namespace Gateway.Benchmarks;

/// <summary>
/// Stage 2: a message of 1.3 KB out of a stream that has been going on for a while, by the library's own code, by the
/// framework's ZLibStream and by ZstdSharp. Times are per message.
/// </summary>
public class InflateBenchmarks
{
    private const int Messages = 4000;

    private byte[][] _compressed = [];

    [Params("zlib-stream", "ZLibStream", "zstd-stream")]
    public string By { get; set; } = "";

    private TransportCompression Compression => By == "zstd-stream" ? TransportCompression.ZstdStream : TransportCompression.ZlibStream;

    [GlobalSetup]
    public void Compress()
    {
        using var compressor = new StreamCompressor(Compression);
        var events = new EventMaker(seed: 1);
        _compressed = [.. Enumerable.Range(0, Messages).Select(_ => compressor.Compress(events.Message()).ToArray())];
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public long Inflate()
    {
        using IInflater inflater = Inflater.Create(Compression, useZLibStream: By == "ZLibStream")!;
        using var output = new PooledBuffer(1024 * 1024);
        long length = 0;
        foreach (byte[] message in _compressed)
        {
            output.Clear();
            inflater.Inflate(message, output);
            length += output.Length;
        }

        return length;
    }
}

namespace Gateway.Core.Compression;

/// <summary>What each <see cref="TransportCompression"/> is called in the connection's URL, and what undoes it.</summary>
internal static class Inflater
{
    public static IInflater? Create(TransportCompression compression, bool useZLibStream = false) => compression switch
    {
        TransportCompression.ZlibStream when useZLibStream => new FrameworkZlibInflater(),
        TransportCompression.ZlibStream => new ZlibStreamInflater(),
        TransportCompression.ZstdStream => new ZstdStreamInflater(),
        _ => null,
    };

    public static string? QueryValue(TransportCompression compression) => compression switch
    {
        TransportCompression.ZlibStream => "zlib-stream",
        TransportCompression.ZstdStream => "zstd-stream",
        _ => null,
    };
}

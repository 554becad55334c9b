using Microsoft.AspNetCore.Http;

namespace Gateway.Testing;

/// <summary>What the query of a gateway address asks for.</summary>
internal sealed record ConnectionQuery(int? Version, string Encoding, string? Compress)
{
    public bool IsEncodingKnown => Encoding == "json";

    public bool IsCompressionKnown => Compress is null or "zlib-stream" or "zstd-stream";

    public bool IsVersionKnown => Version is 9 or 10;

    public static ConnectionQuery Parse(IQueryCollection query)
    {
        string? version = query["v"];
        string? encoding = query["encoding"];
        string? compress = query["compress"];
        return new ConnectionQuery(
            int.TryParse(version, out int number) ? number : null,
            string.IsNullOrEmpty(encoding) ? "json" : encoding,
            string.IsNullOrEmpty(compress) ? null : compress);
    }

    public IMessageCompressor? MakeCompressor(Quirks quirks) => Compress switch
    {
        "zlib-stream" => new ZlibStreamCompressor(),
        "zstd-stream" => new ZstdStreamCompressor { FramePerMessage = quirks.HasFlag(Quirks.ZstdFramePerMessage) },
        _ => null,
    };
}

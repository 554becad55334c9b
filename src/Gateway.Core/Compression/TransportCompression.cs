namespace Gateway.Core;

/// <summary>How Discord compresses what it sends over the gateway. What the client sends is never compressed.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway#encoding-and-compression"/>.</remarks>
public enum TransportCompression
{
    /// <summary>Plain JSON text. Costs the least CPU and by far the most bandwidth.</summary>
    None,

    /// <summary><c>zlib-stream</c>: one zlib stream for the whole connection. Every Discord-compatible server speaks it.</summary>
    ZlibStream,

    /// <summary><c>zstd-stream</c>: one Zstandard frame for the whole connection. Cheaper to inflate than zlib.</summary>
    ZstdStream,
}

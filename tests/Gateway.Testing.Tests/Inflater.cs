using System.Buffers;
using System.IO.Compression;
using ZstdSharp;

namespace Gateway.Testing.Tests;

/// <summary>What a client has to do with binary messages.</summary>
internal sealed class Inflater : IDisposable
{
    private readonly MemoryStream _input = new();
    private readonly ZLibStream? _zlib;
    private readonly Decompressor? _zstd;

    public Inflater(string? kind)
    {
        _zlib = kind == "zlib" ? new ZLibStream(_input, CompressionMode.Decompress) : null;
        _zstd = kind == "zstd" ? new Decompressor() : null;
    }

    /// <summary>Takes one websocket message; null if the gateway message is not complete yet.</summary>
    public byte[]? Push(byte[] message, bool binary)
    {
        if (_zstd is not null)
        {
            return Unzstd(message);
        }

        if (_zlib is null)
        {
            return binary && message is [0x78, ..] ? Unzlib(new ZLibStream(new MemoryStream(message), CompressionMode.Decompress)) : message;
        }

        _input.Write(message);
        if (message is not [.., 0x00, 0x00, 0xFF, 0xFF])
        {
            return null;
        }

        _input.Position = 0;
        byte[] whole = Unzlib(_zlib);
        _input.SetLength(0);
        return whole;
    }

    public void Dispose()
    {
        _zlib?.Dispose();
        _zstd?.Dispose();
        _input.Dispose();
    }

    private static byte[] Unzlib(ZLibStream stream)
    {
        var output = new MemoryStream();
        byte[] buffer = new byte[4096];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            output.Write(buffer, 0, read);
        }

        return output.ToArray();
    }

    private byte[] Unzstd(byte[] message)
    {
        var output = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        ReadOnlySpan<byte> input = message;
        while (true)
        {
            _zstd!.UnwrapStream(input, buffer, out int consumed, out int written);
            output.Write(buffer, 0, written);
            input = input[consumed..];
            if (consumed == 0 && written == 0 && !input.IsEmpty)
            {
                throw new InvalidDataException("The decoder is stuck.");
            }

            if (input.IsEmpty && written < buffer.Length)
            {
                return output.ToArray();
            }
        }
    }
}

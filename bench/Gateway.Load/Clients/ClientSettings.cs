using System.Globalization;
using System.Net.Security;
using Gateway.Core;

namespace Gateway.Load;

/// <summary>What a client process is told, by environment variables: those of other languages read the same.</summary>
internal sealed class ClientSettings
{
    public const string Token = "load.load.load";

    public Uri Gateway { get; } = new(Read("LOAD_GATEWAY"));

    public Uri Api { get; } = new(Read("LOAD_API"));

    public int Shards { get; } = int.Parse(Read("LOAD_SHARDS"), CultureInfo.InvariantCulture);

    /// <summary>The file that keeps sessions; null for none.</summary>
    public string? Store { get; } = Environment.GetEnvironmentVariable("LOAD_STORE") is { Length: > 0 } path ? path : null;

    public TransportCompression Compression { get; } = Parse(Read("LOAD_COMPRESSION"));

    public static string NameOf(TransportCompression compression) => compression switch
    {
        TransportCompression.ZlibStream => "zlib-stream",
        TransportCompression.ZstdStream => "zstd-stream",
        _ => "none",
    };

    public static TransportCompression Parse(string name) =>
        Enum.GetValues<TransportCompression>().First(compression => NameOf(compression) == name);

    /// <summary>A handler that connects to the load server, whose certificate nobody vouches for.</summary>
    public static SocketsHttpHandler Handler() => Trusting(new SocketsHttpHandler { UseProxy = false });

    public static SocketsHttpHandler Trusting(SocketsHttpHandler handler)
    {
        handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, _, _, _) => true };
        return handler;
    }

    private static string Read(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: clients are started by the load tool.");
}

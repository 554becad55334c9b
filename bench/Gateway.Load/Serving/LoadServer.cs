using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Gateway.Load;

/// <summary>
/// The least that a Discord client connects to: GET /gateway/bot, the upgrade, Hello, READY. Writing what was prepared is
/// all it does while something is measured.
/// </summary>
internal sealed class LoadServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<LoadConnection> _connections = new();
    private readonly SemaphoreSlim _connected = new(0);
    private readonly X509Certificate2? _certificate;
    private readonly int _shards;
    private Script? _script;

    public LoadServer(int shards, bool useTls)
    {
        _shards = shards;
        _certificate = useTls ? MakeCertificate() : null;
        _listener.Start(backlog: 2048);
        int port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        string secure = useTls ? "s" : "";
        Gateway = new Uri($"ws{secure}://127.0.0.1:{port}/");
        Api = new Uri($"http{secure}://127.0.0.1:{port}/api/v10/");
    }

    public Uri Gateway { get; }

    public Uri Api { get; }

    /// <summary>Forgets the connections of a client that has ended.</summary>
    public void Forget() => _connections.Clear();

    /// <summary>What clients that connect from now on are sent.</summary>
    public void Send(Script script) => _script = script;

    /// <summary>Accepts clients.</summary>
    public void Start() => _ = AcceptAsync();

    /// <summary>Waits for so many connections to be ready.</summary>
    public async Task<LoadConnection[]> ConnectedAsync(int count, CancellationToken cancellationToken)
    {
        while (_connections.Count < count)
        {
            await _connected.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        LoadConnection[] connections = [.. _connections];
        foreach (LoadConnection connection in connections)
        {
            await connection.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return connections;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _certificate?.Dispose();
        _connected.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return; // stopped
            }

            socket.NoDelay = true;
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (_certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(_certificate).ConfigureAwait(false);
                stream = tls;
            }

            string request = await ReadRequestAsync(stream).ConfigureAwait(false);
            if (!request.Contains("Sec-WebSocket-Key", StringComparison.OrdinalIgnoreCase))
            {
                await stream.WriteAsync(GatewayBot()).ConfigureAwait(false);
                return;
            }

            await stream.WriteAsync(Upgrade(request)).ConfigureAwait(false);
            var connection = new LoadConnection(stream, _script!);
            _connections.Enqueue(connection);
            _connected.Release();
            await connection.RunAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The client is gone; what was measured says whether that was too early.
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<string> ReadRequestAsync(Stream stream)
    {
        byte[] bytes = new byte[16 * 1024];
        int length = 0;
        while (!bytes.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            int count = await stream.ReadAsync(bytes.AsMemory(length)).ConfigureAwait(false);
            length += count > 0 ? count : throw new EndOfStreamException();
        }

        return Encoding.ASCII.GetString(bytes, 0, length);
    }

    private byte[] GatewayBot()
    {
        string body = $$$"""{"url":"{{{Gateway}}}","shards":{{{_shards}}},"session_start_limit":{"total":100000,"remaining":100000,"reset_after":86400000,"max_concurrency":{{{_shards}}}}}""";
        return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
    }

    private static byte[] Upgrade(string request)
    {
        string key = request.Split("\r\n").Single(static line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
#pragma warning disable CA5350 // RFC 6455 says SHA-1
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}

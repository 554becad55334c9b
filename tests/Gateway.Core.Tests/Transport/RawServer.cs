using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Core.Tests;

/// <summary>A server that answers each connection's requests with bytes a test gives it, and keeps what it was asked.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <param name="answers">Makes the answer to a request's head; null: the connection ends.</param>
    public RawServer(Func<string, byte[]?> answers)
    {
        _listener.Start();
        _serving = ServeAsync(answers);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The heads of the requests, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The proper answer to a request for an upgrade, and what follows it in the same segment.</summary>
    public static byte[] Upgrade(string request, params byte[] rest)
    {
        string key = request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
#pragma warning disable CA5350 // as the protocol says
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return [.. Head($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"), .. rest];
    }

    public static byte[] Head(string text) => Encoding.ASCII.GetBytes(text);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        Assert.True(_serving.ContinueWith(static _ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(10)));
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<string, byte[]?> answers)
    {
        while (true)
        {
            using Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
            await using var stream = new NetworkStream(socket);
            while (await ReadHeadAsync(stream) is { } request)
            {
                Requests.Add(request);
                if (answers(request) is not { } answer)
                {
                    break;
                }

                await stream.WriteAsync(answer, _stop.Token);
            }
        }
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}

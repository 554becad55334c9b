using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Gateway.Testing.Tests;

/// <summary>A raw gateway client: it does what a test says and nothing by itself.</summary>
public sealed class GatewayClient : IAsyncDisposable
{
    public const int AllIntents = 53_608_447;

    private readonly ClientWebSocket _webSocket = new();
    private readonly SimulatedDiscord _discord;
    private readonly HttpMessageInvoker _invoker;
    private Inflater _inflater = new(null);

    private GatewayClient(SimulatedDiscord discord)
    {
        _discord = discord;
        _invoker = new HttpMessageInvoker(discord.CreateHandler());
    }

    public WebSocketState State => _webSocket.State;

    public int? CloseCode => (int?)_webSocket.CloseStatus;

    /// <summary>The last sequence number received.</summary>
    public long? Sequence { get; private set; }

    public string SessionId { get; private set; } = "";

    public static async Task<GatewayClient> ConnectAsync(SimulatedDiscord discord, string query = "?v=10&encoding=json", bool resume = false, string? userAgent = "DiscordBot (https://example.org, 1)")
    {
        var client = new GatewayClient(discord);
        if (userAgent is not null)
        {
            client._webSocket.Options.SetRequestHeader("User-Agent", userAgent);
        }

        client._inflater = new Inflater(query.Contains("zlib") ? "zlib" : query.Contains("zstd") ? "zstd" : null);
        var address = new Uri((resume ? discord.ResumeGatewayUri : discord.GatewayUri) + query);
        await client._webSocket.ConnectAsync(address, client._invoker, Patience);
        return client;
    }

    /// <summary>Connects, identifies, and reads up to and including READY.</summary>
    public static async Task<GatewayClient> ReadyAsync(SimulatedDiscord discord, int intents = AllIntents, int shard = 0, int shards = 1, string query = "?v=10&encoding=json")
    {
        var client = await ConnectAsync(discord, query);
        await client.ExpectAsync(10);
        await client.IdentifyAsync(intents, shard, shards);
        await client.ExpectEventAsync("READY");
        return client;
    }

    public static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public Task SendAsync(string text) =>
        _webSocket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Patience);

    public Task IdentifyAsync(int? intents = AllIntents, int shard = 0, int shards = 1, string? token = null, string more = "") => SendAsync(
        $$"""
        {"op":2,"d":{"token":"{{token ?? _discord.Token}}",{{(intents is null ? "" : $"\"intents\":{intents},")}}"shard":[{{shard}},{{shards}}],{{more}}"properties":{"os":"linux","browser":"test","device":"test"} } }
        """);

    public Task ResumeAsync(string sessionId, long? sequence, string? token = null) =>
        SendAsync($$"""{"op":6,"d":{"token":"{{token ?? _discord.Token}}","session_id":"{{sessionId}}","seq":{{sequence?.ToString() ?? "null"}} } }""");

    public Task HeartbeatAsync() => SendAsync($$"""{"op":1,"d":{{Sequence?.ToString() ?? "null"}}}""");

    /// <summary>Receives one message; null once the connection is closed by a close frame.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        byte[]? bytes = await ReceiveBytesAsync();
        if (bytes is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(bytes);
        var envelope = document.RootElement.Clone();
        if (envelope.TryGetProperty("s", out var s) && s.ValueKind == JsonValueKind.Number)
        {
            Sequence = s.GetInt64();
        }

        if (envelope.TryGetProperty("t", out var t) && t.GetString() == "READY")
        {
            SessionId = envelope.GetProperty("d").GetProperty("session_id").GetString()!;
        }

        return envelope;
    }

    /// <summary>Receives one gateway message as it is after decompression.</summary>
    public async Task<byte[]?> ReceiveBytesAsync()
    {
        while (true)
        {
            var message = new MemoryStream();
            byte[] buffer = new byte[16 * 1024];
            WebSocketReceiveResult received;
            do
            {
                received = await _webSocket.ReceiveAsync(buffer, Patience);
                Frames++;
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                message.Write(buffer, 0, received.Count);
            }
            while (!received.EndOfMessage);

            LastWasBinary = received.MessageType == WebSocketMessageType.Binary;
            if (_inflater.Push(message.ToArray(), LastWasBinary) is { } whole)
            {
                return whole;
            }
        }
    }

    public int Frames { get; private set; }

    public bool LastWasBinary { get; private set; }

    /// <summary>Receives one message, which has to have this opcode.</summary>
    public async Task<JsonElement> ExpectAsync(int opcode)
    {
        var envelope = await ReceiveAsync();
        if (envelope is null)
        {
            Assert.Fail($"Closed with {CloseCode} instead of op {opcode}.{Environment.NewLine}{_discord.Transcript}");
        }

        Assert.Equal(opcode, envelope.Value.GetProperty("op").GetInt32());
        return envelope.Value;
    }

    /// <summary>Receives one message, which has to be this event.</summary>
    public async Task<JsonElement> ExpectEventAsync(string name)
    {
        var envelope = await ExpectAsync(0);
        Assert.Equal(name, envelope.GetProperty("t").GetString());
        return envelope;
    }

    /// <summary>Skips events until this one.</summary>
    public async Task<JsonElement> ReadUntilAsync(string name)
    {
        while (true)
        {
            var envelope = await ExpectAsync(0);
            if (envelope.GetProperty("t").GetString() == name)
            {
                return envelope;
            }
        }
    }

    /// <summary>Reads until the close frame and returns its code.</summary>
    public async Task<int?> ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        return CloseCode;
    }

    /// <summary>Reads until the connection ends without a close frame.</summary>
    public async Task<WebSocketException> LostAsync()
    {
        return await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (await ReceiveBytesAsync() is not null)
            {
            }
        });
    }

    /// <summary>Sends a close frame without a code.</summary>
    public Task CloseEmptyAsync() => _webSocket.CloseOutputAsync(WebSocketCloseStatus.Empty, null, Patience);

    public Task CloseAsync(int code) => _webSocket.CloseAsync((WebSocketCloseStatus)code, null, Patience);

    public Task CloseOutputAsync(int code) => _webSocket.CloseOutputAsync((WebSocketCloseStatus)code, null, Patience);

    public void Abort() => _webSocket.Abort();

    public ValueTask DisposeAsync()
    {
        _webSocket.Abort();
        _webSocket.Dispose();
        _invoker.Dispose();
        _inflater.Dispose();
        return ValueTask.CompletedTask;
    }
}

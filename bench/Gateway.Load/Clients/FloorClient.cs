using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core;
using Gateway.Core.Events;

namespace Gateway.Load;

/// <summary>
/// The floor: what is left of a client when everything is taken away but the framework's websocket, inflating, and (if
/// types are given) reading those with the generated reader. It does not even read the envelope of what it drops.
/// </summary>
internal sealed class FloorClient(ClientSettings settings, params string[] events)
{
    // No event is as short as that, and no control payload but READY as long.
    private const int LongestControl = 128;

    private readonly Dictionary<string, JsonTypeInfo> _types = events.ToDictionary(
        static name => name, static name => EventCatalog.Find(Encoding.UTF8.GetBytes(name))!.Accept(new TypeInfoOf()));

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, settings.Shards).Select(RunShardAsync));

    private async Task RunShardAsync(int shard)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        using var invoker = new HttpMessageInvoker(ClientSettings.Handler());
        string query = settings.Compression == TransportCompression.None ? "" : $"&compress={ClientSettings.NameOf(settings.Compression)}";
        await socket.ConnectAsync(new Uri(settings.Gateway, $"?v=10&encoding=json{query}"), invoker, CancellationToken.None).ConfigureAwait(false);
        var inflater = new FloorInflater(settings.Compression);
        byte[] buffer = new byte[4 * 1024];
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult result;
            do
            {
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, length * 2);
                }

                result = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
                length += result.Count;
            }
            while (!result.EndOfMessage);

            if (result.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            ReadOnlyMemory<byte> payload = inflater.Inflate(buffer.AsMemory(0, length));
            if (payload.Length < LongestControl)
            {
                if (Answer(payload.Span, shard, settings.Shards) is { } answer)
                {
                    await socket.SendAsync(answer, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
                }
            }
            else if (_types.Count > 0)
            {
                Read(payload.Span);
            }
        }
    }

    /// <summary>What Discord wants to hear: Identify after Hello, a heartbeat when asked for one.</summary>
    public static byte[]? Answer(ReadOnlySpan<byte> payload, int shard, int shards) =>
        payload.IndexOf("\"op\":10,"u8) >= 0 ? Encoding.UTF8.GetBytes($$$"""{"op":2,"d":{"token":"{{{ClientSettings.Token}}}","intents":0,"shard":[{{{shard}}},{{{shards}}}],"properties":{} } }""")
        : payload.IndexOf("\"op\":1,"u8) >= 0 ? """{"op":1,"d":null}"""u8.ToArray()
        : null;

    private void Read(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        JsonTypeInfo? type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("t"u8))
            {
                reader.Read();
                _types.TryGetValue(reader.GetString() ?? "", out type);
            }
            else if (reader.ValueTextEquals("d"u8))
            {
                if (type is not null)
                {
                    JsonSerializer.Deserialize(ref reader, type);
                }

                return;
            }
            else
            {
                reader.Read();
            }
        }
    }

    private sealed class TypeInfoOf : IEventDescriptorVisitor<JsonTypeInfo>
    {
        public JsonTypeInfo Visit<TEvent>(EventDescriptor<TEvent> descriptor) where TEvent : class, IGatewayEvent => descriptor.TypeInfo;
    }
}

using Gateway.Core;

namespace Gateway.Load;

/// <summary>The library without a host: shards whose messages nobody wants.</summary>
internal sealed class ShardClient(ClientSettings settings)
{
    public Task RunAsync()
    {
        var options = new ShardOptions
        {
            Token = ClientSettings.Token,
            Intents = GatewayIntents.None,
            GatewayUri = settings.Gateway,
            Compression = settings.Compression,
            HttpInvoker = new HttpMessageInvoker(ClientSettings.Handler()),
            IdentifyQueue = new IdentifyQueue(new SessionStartLimit(100_000, 100_000, TimeSpan.FromHours(24), settings.Shards)),
        };
        return Task.WhenAll(ShardId.All(settings.Shards).Select(id => RunShardAsync(new Shard(id, options))));
    }

    private static async Task RunShardAsync(Shard shard)
    {
        await foreach (GatewayMessage _ in shard.ReadMessagesAsync().ConfigureAwait(false))
        {
            // This is what it costs to want nothing.
        }
    }
}

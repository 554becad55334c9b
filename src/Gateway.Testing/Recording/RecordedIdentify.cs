using System.Globalization;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>An IDENTIFY the simulator received, whatever came of it.</summary>
/// <param name="At">When, by the simulator's clock.</param>
/// <param name="Connection">The connection it came over.</param>
/// <param name="ShardId">The shard it asked for; 0 if it named none.</param>
/// <param name="ShardCount">The shard count it named; 1 if it named none.</param>
/// <param name="Intents">The intents, as the bit set that was sent; 0 if there were none.</param>
/// <param name="Data">The whole payload.</param>
public sealed record RecordedIdentify(DateTimeOffset At, RecordedConnection Connection, int ShardId, int ShardCount, long Intents, JsonElement Data)
{
    /// <summary>The IDENTIFY in short, without the token.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"IDENTIFY of shard {ShardId}/{ShardCount}, intents {Intents}, over {Connection}");
}

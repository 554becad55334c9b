using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Stores;

/// <summary>A session in JSON, as stores write it.</summary>
internal sealed record SessionRecord(string Shard, string Id, long Sequence, Uri? ResumeUri, DateTimeOffset SavedAt, Snowflake? BotId = null)
{
    public static SessionRecord Of(StoredSession stored) => new(
        stored.Shard.ToString(), stored.Session.Id, stored.Session.Sequence, stored.Session.ResumeUri, stored.SavedAt, stored.BotId);

    /// <exception cref="JsonException">It is no session that could have been written here.</exception>
    public StoredSession ToStored() =>
        ShardId.TryParse(Shard, null, out ShardId shard) && !string.IsNullOrEmpty(Id)
            ? new StoredSession(shard, new GatewaySession(Id, Sequence, ResumeUri), SavedAt) { BotId = BotId }
            : throw new JsonException($"'{Shard}' is no shard with a session.");

    /// <summary>Never the session's id.</summary>
    public override string ToString() => $"session of shard {Shard} at sequence {Sequence}";
}

/// <summary>All that one process keeps, in one file.</summary>
internal sealed record SessionFile(IReadOnlyList<SessionRecord?> Sessions, IdentifyBudget? Identifies = null);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SessionFile))]
[JsonSerializable(typeof(SessionRecord))]
[JsonSerializable(typeof(IdentifyBudget))]
internal sealed partial class StoreJson : JsonSerializerContext;

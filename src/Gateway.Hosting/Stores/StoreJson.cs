using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core;

namespace Gateway.Hosting;

/// <summary>A session as it lies in a cache.</summary>
internal sealed record CachedSession(string Id, long Sequence, Uri? ResumeUri, DateTimeOffset SavedAt, Snowflake? BotId = null)
{
    /// <summary>Never the session's id.</summary>
    public override string ToString() => $"session at sequence {Sequence}";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CachedSession))]
[JsonSerializable(typeof(IdentifyBudget))]
[JsonSerializable(typeof(int))]
internal sealed partial class StoreJson : JsonSerializerContext;

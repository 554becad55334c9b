using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core.Events;

namespace Gateway.Core.Tests.Events.Adding;

/// <summary>The made-up event's row of generated code; real ones stand in the catalog's own.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LanternLit))]
internal sealed partial class AddedEventJsonContext : JsonSerializerContext;

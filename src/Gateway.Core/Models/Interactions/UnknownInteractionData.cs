using System.Text.Json;

namespace Gateway.Core.Models;

/// <summary>Data of an interaction in a shape that this version does not know.</summary>
/// <param name="Raw">The whole data.</param>
public sealed record UnknownInteractionData(JsonElement Raw) : InteractionData;

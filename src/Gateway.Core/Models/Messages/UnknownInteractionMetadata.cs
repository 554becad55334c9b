using System.Text.Json;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>The interaction that a message answers, of a type that this version does not know.</summary>
public sealed record UnknownInteractionMetadata : MessageInteractionMetadata
{
    /// <summary>Keeps an interaction as it came.</summary>
    /// <param name="raw">The interaction.</param>
    public UnknownInteractionMetadata(JsonElement raw)
    {
        Raw = raw;
        Type = (InteractionType)Discriminator.Number(raw, "type"u8);
    }

    /// <summary>Type as it was sent; 0 when none was.</summary>
    public override InteractionType Type { get; }

    /// <summary>The whole interaction; the inherited properties are not filled in from it.</summary>
    public JsonElement Raw { get; }
}

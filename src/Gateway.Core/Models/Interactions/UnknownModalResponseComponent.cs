using System.Text.Json;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>The answer to a component of a type that this version does not know.</summary>
public sealed record UnknownModalResponseComponent : ModalResponseComponent
{
    /// <summary>Keeps an answer as it came.</summary>
    /// <param name="raw">The answer.</param>
    public UnknownModalResponseComponent(JsonElement raw)
    {
        Raw = raw;
        Type = (ComponentType)Discriminator.Number(raw, "type"u8);
    }

    /// <summary>Type as it was sent; 0 when none was.</summary>
    public override ComponentType Type { get; }

    /// <summary>The whole answer.</summary>
    public JsonElement Raw { get; }
}

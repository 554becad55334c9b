using System.Text.Json;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>A component of a type that this version does not know.</summary>
public sealed record UnknownComponent : Component
{
    /// <summary>Keeps a component as it came.</summary>
    /// <param name="raw">The component.</param>
    public UnknownComponent(JsonElement raw)
    {
        Raw = raw;
        Type = (ComponentType)Discriminator.Number(raw, "type"u8);
    }

    /// <summary>Type as it was sent; 0 when none was.</summary>
    public override ComponentType Type { get; }

    /// <summary>The whole component.</summary>
    public JsonElement Raw { get; }
}

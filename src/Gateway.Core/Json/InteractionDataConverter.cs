using System.Text.Json;
using Gateway.Core.Models;

namespace Gateway.Core.Json;

/// <summary>
/// Reads the data of an interaction by its shape, since its type stands outside of it; unknown shapes are kept as they
/// came.
/// </summary>
public sealed class InteractionDataConverter : UnionConverter<InteractionData>
{
    private protected override Type? MemberFor(Utf8JsonReader reader)
    {
        if (Discriminator.Has(reader, "component_type"u8))
        {
            return typeof(MessageComponentData);
        }

        if (Discriminator.Has(reader, "components"u8))
        {
            return typeof(ModalSubmitData);
        }

        return Discriminator.Has(reader, "name"u8) ? typeof(ApplicationCommandData) : null;
    }

    private protected override InteractionData Keep(JsonElement raw) => new UnknownInteractionData(raw);

    private protected override JsonElement? Kept(InteractionData value) => (value as UnknownInteractionData)?.Raw;
}

using System.Text.Json;
using Gateway.Core.Models;

namespace Gateway.Core.Json;

/// <summary>Reads the interaction a message answers by its type; one of an unknown type is kept as it came.</summary>
public sealed class InteractionMetadataConverter : UnionConverter<MessageInteractionMetadata>
{
    private protected override Type? MemberFor(Utf8JsonReader reader) =>
        (InteractionType)Discriminator.Number(reader, "type"u8) switch
        {
            InteractionType.ApplicationCommand => typeof(ApplicationCommandInteractionMetadata),
            InteractionType.MessageComponent => typeof(MessageComponentInteractionMetadata),
            InteractionType.ModalSubmit => typeof(ModalSubmitInteractionMetadata),
            _ => null,
        };

    private protected override MessageInteractionMetadata Keep(JsonElement raw) => new UnknownInteractionMetadata(raw);

    private protected override JsonElement? Kept(MessageInteractionMetadata value) =>
        (value as UnknownInteractionMetadata)?.Raw;
}

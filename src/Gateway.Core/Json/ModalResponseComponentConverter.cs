using System.Text.Json;
using Gateway.Core.Models;

namespace Gateway.Core.Json;

/// <summary>Reads an answer of a modal by its type; one of an unknown type is kept as it came.</summary>
public sealed class ModalResponseComponentConverter : UnionConverter<ModalResponseComponent>
{
    private protected override Type? MemberFor(Utf8JsonReader reader) =>
        (ComponentType)Discriminator.Number(reader, "type"u8) switch
        {
            ComponentType.Label => typeof(LabelResponse),
            ComponentType.TextDisplay => typeof(TextDisplayResponse),
            ComponentType.ActionRow => typeof(ActionRowResponse),
            ComponentType.TextInput => typeof(TextInputResponse),
            ComponentType.StringSelect => typeof(StringSelectResponse),
            ComponentType.UserSelect => typeof(UserSelectResponse),
            ComponentType.RoleSelect => typeof(RoleSelectResponse),
            ComponentType.MentionableSelect => typeof(MentionableSelectResponse),
            ComponentType.ChannelSelect => typeof(ChannelSelectResponse),
            ComponentType.FileUpload => typeof(FileUploadResponse),
            ComponentType.RadioGroup => typeof(RadioGroupResponse),
            ComponentType.CheckboxGroup => typeof(CheckboxGroupResponse),
            ComponentType.Checkbox => typeof(CheckboxResponse),
            _ => null,
        };

    private protected override ModalResponseComponent Keep(JsonElement raw) => new UnknownModalResponseComponent(raw);

    private protected override JsonElement? Kept(ModalResponseComponent value) =>
        (value as UnknownModalResponseComponent)?.Raw;
}

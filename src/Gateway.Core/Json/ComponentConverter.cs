using System.Text.Json;
using Gateway.Core.Models;

namespace Gateway.Core.Json;

/// <summary>Reads a component by its type; one of an unknown type is kept as it came.</summary>
public sealed class ComponentConverter : UnionConverter<Component>
{
    private protected override Type? MemberFor(Utf8JsonReader reader) =>
        (ComponentType)Discriminator.Number(reader, "type"u8) switch
        {
            ComponentType.ActionRow => typeof(ActionRow),
            ComponentType.Button => typeof(Button),
            ComponentType.StringSelect => typeof(StringSelect),
            ComponentType.TextInput => typeof(TextInput),
            ComponentType.UserSelect => typeof(UserSelect),
            ComponentType.RoleSelect => typeof(RoleSelect),
            ComponentType.MentionableSelect => typeof(MentionableSelect),
            ComponentType.ChannelSelect => typeof(ChannelSelect),
            ComponentType.Section => typeof(Section),
            ComponentType.TextDisplay => typeof(TextDisplay),
            ComponentType.Thumbnail => typeof(Thumbnail),
            ComponentType.MediaGallery => typeof(MediaGallery),
            ComponentType.File => typeof(FileComponent),
            ComponentType.Separator => typeof(Separator),
            ComponentType.Container => typeof(Container),
            ComponentType.Label => typeof(Label),
            ComponentType.FileUpload => typeof(FileUpload),
            ComponentType.RadioGroup => typeof(RadioGroup),
            ComponentType.CheckboxGroup => typeof(CheckboxGroup),
            ComponentType.Checkbox => typeof(Checkbox),
            _ => null,
        };

    private protected override Component Keep(JsonElement raw) => new UnknownComponent(raw);

    private protected override JsonElement? Kept(Component value) => (value as UnknownComponent)?.Raw;
}

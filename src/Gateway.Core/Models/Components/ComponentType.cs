using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of component.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#component-object-component-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ComponentType>))]
public enum ComponentType
{
    /// <summary><see cref="ActionRow"/>.</summary>
    ActionRow = 1,

    /// <summary><see cref="Button"/>.</summary>
    Button = 2,

    /// <summary><see cref="StringSelect"/>.</summary>
    StringSelect = 3,

    /// <summary><see cref="TextInput"/>.</summary>
    TextInput = 4,

    /// <summary><see cref="UserSelect"/>.</summary>
    UserSelect = 5,

    /// <summary><see cref="RoleSelect"/>.</summary>
    RoleSelect = 6,

    /// <summary><see cref="MentionableSelect"/>.</summary>
    MentionableSelect = 7,

    /// <summary><see cref="ChannelSelect"/>.</summary>
    ChannelSelect = 8,

    /// <summary><see cref="Section"/>.</summary>
    Section = 9,

    /// <summary><see cref="TextDisplay"/>.</summary>
    TextDisplay = 10,

    /// <summary><see cref="Thumbnail"/>.</summary>
    Thumbnail = 11,

    /// <summary><see cref="MediaGallery"/>.</summary>
    MediaGallery = 12,

    /// <summary><see cref="FileComponent"/>.</summary>
    File = 13,

    /// <summary><see cref="Separator"/>.</summary>
    Separator = 14,

    /// <summary><see cref="Container"/>.</summary>
    Container = 17,

    /// <summary><see cref="Label"/>.</summary>
    Label = 18,

    /// <summary><see cref="FileUpload"/>.</summary>
    FileUpload = 19,

    /// <summary><see cref="RadioGroup"/>.</summary>
    RadioGroup = 21,

    /// <summary><see cref="CheckboxGroup"/>.</summary>
    CheckboxGroup = 22,

    /// <summary><see cref="Checkbox"/>.</summary>
    Checkbox = 23,
}

using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Size of a text field.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#text-input-text-input-styles">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<TextInputStyle>))]
public enum TextInputStyle
{
    /// <summary>One line.</summary>
    Short = 1,

    /// <summary>Several lines.</summary>
    Paragraph = 2,
}

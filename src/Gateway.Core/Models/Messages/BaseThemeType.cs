using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Theme underneath a shared one.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#shared-client-theme-object">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<BaseThemeType>))]
public enum BaseThemeType
{
    /// <summary>Not chosen; shown as dark.</summary>
    Unset = 0,

    /// <summary>Dark.</summary>
    Dark = 1,

    /// <summary>Light.</summary>
    Light = 2,

    /// <summary>Darker.</summary>
    Darker = 3,

    /// <summary>Midnight.</summary>
    Midnight = 4,
}

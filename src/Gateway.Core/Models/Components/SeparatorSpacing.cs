using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Height of a gap.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#separator">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<SeparatorSpacing>))]
public enum SeparatorSpacing
{
    /// <summary>Small.</summary>
    Small = 1,

    /// <summary>Large.</summary>
    Large = 2,
}

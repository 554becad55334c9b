using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Look of a button.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#button-button-styles">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ButtonStyle>))]
public enum ButtonStyle
{
    /// <summary>Main action; needs a custom id.</summary>
    Primary = 1,

    /// <summary>Other action; needs a custom id.</summary>
    Secondary = 2,

    /// <summary>Confirming action; needs a custom id.</summary>
    Success = 3,

    /// <summary>Action that destroys; needs a custom id.</summary>
    Danger = 4,

    /// <summary>Link; needs an address.</summary>
    Link = 5,

    /// <summary>Purchase; needs a SKU.</summary>
    Premium = 6,
}

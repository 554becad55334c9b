using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Which text of an activity stands in the member list.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#activity-object-status-display-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<StatusDisplayType>))]
public enum StatusDisplayType
{
    /// <summary>The activity's name.</summary>
    Name = 0,

    /// <summary>Its state.</summary>
    State = 1,

    /// <summary>Its details.</summary>
    Details = 2,
}

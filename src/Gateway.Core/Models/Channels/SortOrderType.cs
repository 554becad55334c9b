using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Order of a forum's threads.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#channel-object-sort-order-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<SortOrderType>))]
public enum SortOrderType
{
    /// <summary>By latest activity.</summary>
    LatestActivity = 0,

    /// <summary>By creation.</summary>
    CreationDate = 1,
}

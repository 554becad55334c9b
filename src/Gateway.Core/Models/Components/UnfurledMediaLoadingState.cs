using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>How far Discord got with fetching media; not in Discord's tables.</summary>
[JsonConverter(typeof(EnumConverter<UnfurledMediaLoadingState>))]
public enum UnfurledMediaLoadingState
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Being fetched.</summary>
    Loading = 1,

    /// <summary>Fetched.</summary>
    LoadedSuccess = 2,

    /// <summary>Not there.</summary>
    LoadedNotFound = 3,
}

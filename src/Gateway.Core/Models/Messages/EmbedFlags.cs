using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of an embed.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#embed-object-embed-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<EmbedFlags>))]
public enum EmbedFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Built from a user's activity feed.</summary>
    IsContentInventoryEntry = 1UL << 5,
}

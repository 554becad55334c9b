using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Where an interaction was invoked.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<InteractionContextType>))]
public enum InteractionContextType
{
    /// <summary>Guild.</summary>
    Guild = 0,

    /// <summary>Direct message with the bot.</summary>
    BotDm = 1,

    /// <summary>Any other direct message.</summary>
    PrivateChannel = 2,
}

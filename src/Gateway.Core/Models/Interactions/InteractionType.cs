using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of interaction.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<InteractionType>))]
public enum InteractionType
{
    /// <summary>Check of an HTTP endpoint; never sent over the gateway.</summary>
    Ping = 1,

    /// <summary>Command.</summary>
    ApplicationCommand = 2,

    /// <summary>Component of a message.</summary>
    MessageComponent = 3,

    /// <summary>Command being typed.</summary>
    ApplicationCommandAutocomplete = 4,

    /// <summary>Modal.</summary>
    ModalSubmit = 5,
}

using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>
/// What was invoked and entered: <see cref="ApplicationCommandData"/>, <see cref="MessageComponentData"/> or
/// <see cref="ModalSubmitData"/>. Other shapes are <see cref="UnknownInteractionData"/>.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-data">Discord's page</see></remarks>
[JsonConverter(typeof(InteractionDataConverter))]
public abstract record InteractionData : DiscordObject
{
    private protected InteractionData()
    {
    }
}

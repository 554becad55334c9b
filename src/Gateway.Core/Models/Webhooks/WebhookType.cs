using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of webhook.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/webhook#webhook-object-webhook-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<WebhookType>))]
public enum WebhookType
{
    /// <summary>Writes what is posted to its address.</summary>
    Incoming = 1,

    /// <summary>Writes what a followed channel publishes.</summary>
    ChannelFollower = 2,

    /// <summary>Answers interactions.</summary>
    Application = 3,
}

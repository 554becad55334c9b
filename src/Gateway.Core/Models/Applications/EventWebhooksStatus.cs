using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Whether webhook events are posted.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/application#application-object-application-event-webhook-status">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<EventWebhooksStatus>))]
public enum EventWebhooksStatus
{
    /// <summary>Switched off.</summary>
    Disabled = 1,

    /// <summary>Switched on.</summary>
    Enabled = 2,

    /// <summary>Switched off by Discord.</summary>
    DisabledByDiscord = 3,
}

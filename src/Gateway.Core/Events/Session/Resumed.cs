using System.Text.Json.Serialization;
using Gateway.Core.Json;
using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>All events missed during an interruption have been delivered.</summary>
/// <remarks>
/// <para>Ends the answer to resuming. Discord defines no content: whatever comes is read as this.</para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#resumed">Discord's page</see></para>
/// </remarks>
[JsonConverter(typeof(ResumedConverter))]
public sealed record Resumed : DiscordObject, IGatewayEvent;

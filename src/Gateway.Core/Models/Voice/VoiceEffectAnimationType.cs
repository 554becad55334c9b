using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of animation of a voice channel effect.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#voice-channel-effect-send-animation-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<VoiceEffectAnimationType>))]
public enum VoiceEffectAnimationType
{
    /// <summary>For Nitro users.</summary>
    Premium = 0,

    /// <summary>For everybody.</summary>
    Basic = 1,
}

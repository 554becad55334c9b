using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>What counts toward the channels that onboarding must offer.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-onboarding-object-onboarding-mode">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<OnboardingMode>))]
public enum OnboardingMode
{
    /// <summary>Default channels only.</summary>
    OnboardingDefault = 0,

    /// <summary>Default channels and questions.</summary>
    OnboardingAdvanced = 1,
}

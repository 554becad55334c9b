using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>How a question to newcomers is shown.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-onboarding-object-prompt-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<OnboardingPromptType>))]
public enum OnboardingPromptType
{
    /// <summary>All answers in view.</summary>
    MultipleChoice = 0,

    /// <summary>A list to open.</summary>
    Dropdown = 1,
}

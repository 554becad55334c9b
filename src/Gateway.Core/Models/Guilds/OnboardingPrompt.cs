namespace Gateway.Core.Models;

/// <summary>A question put to newcomers.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-onboarding-object-onboarding-prompt-structure">Discord's page</see></remarks>
public sealed record OnboardingPrompt : DiscordObject
{
    /// <summary>The question.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>How it is shown.</summary>
    public OnboardingPromptType Type { get; init; }

    /// <summary>Answers to choose from.</summary>
    public IReadOnlyList<OnboardingPromptOption> Options { get => field ?? []; init; }

    /// <summary>The question's text.</summary>
    public string Title { get => field ?? ""; init; }

    /// <summary>Whether only one answer is allowed.</summary>
    public bool SingleSelect { get; init; }

    /// <summary>Whether it must be answered.</summary>
    public bool Required { get; init; }

    /// <summary>Whether newcomers see it; otherwise it stands only among channels and roles.</summary>
    public bool InOnboarding { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

namespace Gateway.Core.Models;

/// <summary>How a guild receives newcomers. Not part of any event; its keys occur in audit log changes.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-onboarding-object">Discord's page</see></remarks>
public sealed record GuildOnboarding : DiscordObject
{
    /// <summary>The guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Questions put to newcomers, and those of the channel list.</summary>
    public IReadOnlyList<OnboardingPrompt> Prompts { get => field ?? []; init; }

    /// <summary>Channels everybody is given.</summary>
    public IReadOnlyList<Snowflake> DefaultChannelIds { get => field ?? []; init; }

    /// <summary>Whether onboarding is on.</summary>
    public bool Enabled { get; init; }

    /// <summary>What counts toward the minimum of channels.</summary>
    public OnboardingMode Mode { get; init; }

    private protected override void Describe(Description it) => it.Add(GuildId);
}

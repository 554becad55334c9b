namespace Gateway.Core.Models;

/// <summary>An answer to choose from.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#guild-onboarding-object-prompt-option-structure">Discord's page</see></remarks>
public sealed record OnboardingPromptOption : DiscordObject
{
    /// <summary>The answer.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Channels it gives.</summary>
    public IReadOnlyList<Snowflake> ChannelIds { get => field ?? []; init; }

    /// <summary>Roles it gives.</summary>
    public IReadOnlyList<Snowflake> RoleIds { get => field ?? []; init; }

    /// <summary>Emoji beside it, as Discord sends it.</summary>
    public Emoji? Emoji { get; init; }

    /// <summary>Custom emoji, as a bot sends it.</summary>
    public Snowflake? EmojiId { get; init; }

    /// <summary>Emoji's name, as a bot sends it.</summary>
    public string? EmojiName { get; init; }

    /// <summary>Whether the emoji moves, as a bot sends it.</summary>
    public bool? EmojiAnimated { get; init; }

    /// <summary>The answer's text.</summary>
    public string Title { get => field ?? ""; init; }

    /// <summary>Text below it.</summary>
    public string? Description { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

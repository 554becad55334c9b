namespace Gateway.Core.Models;

/// <summary>What a rule looks for; only keys that fit its kind are set.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-rule-object-trigger-metadata">Discord's page</see></remarks>
public sealed record AutoModTriggerMetadata : DiscordObject
{
    /// <summary>Words, at most 1000 of 60 characters, <c>*</c> as wildcard; keyword and profile rules.</summary>
    public IReadOnlyList<string>? KeywordFilter { get; init; }

    /// <summary>
    /// Regular expressions in Rust's syntax, at most 10 of 260 characters; keyword and profile rules.
    /// </summary>
    public IReadOnlyList<string>? RegexPatterns { get; init; }

    /// <summary>Discord's own word lists; preset rules.</summary>
    public IReadOnlyList<AutoModKeywordPreset>? Presets { get; init; }

    /// <summary>Words let through, at most 100, in preset rules 1000.</summary>
    public IReadOnlyList<string>? AllowList { get; init; }

    /// <summary>Most mentions in one message, at most 50; mention rules.</summary>
    public int? MentionTotalLimit { get; init; }

    /// <summary>Whether raids by mention are detected; mention rules.</summary>
    public bool? MentionRaidProtectionEnabled { get; init; }
}

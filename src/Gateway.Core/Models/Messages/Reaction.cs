namespace Gateway.Core.Models;

/// <summary>Reactions to a message with one emoji.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#reaction-object">Discord's page</see></remarks>
public sealed record Reaction : DiscordObject
{
    /// <summary>Number of reactions, super reactions included.</summary>
    public int Count { get; init; }

    /// <summary>The number by kind.</summary>
    public ReactionCountDetails CountDetails { get => field ?? new(); init; }

    /// <summary>Whether the bot reacted so.</summary>
    public bool Me { get; init; }

    /// <summary>Whether the bot super-reacted so.</summary>
    public bool MeBurst { get; init; }

    /// <summary>Emoji.</summary>
    public Emoji Emoji { get => field ?? new(); init; }

    /// <summary>Colours of the super reaction, in hexadecimal.</summary>
    public IReadOnlyList<string> BurstColors { get => field ?? []; init; }

    private protected override void Describe(Description it) => it.Add(Count);
}

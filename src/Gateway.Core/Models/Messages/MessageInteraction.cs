namespace Gateway.Core.Models;

/// <summary>The interaction a message answers. Deprecated: use <see cref="Message.InteractionMetadata"/>.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#message-interaction-object">Discord's page</see></remarks>
public sealed record MessageInteraction : DiscordObject
{
    /// <summary>The interaction.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>What kind it is.</summary>
    public InteractionType Type { get; init; }

    /// <summary>Full name of the command, sub-commands included.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Who invoked it.</summary>
    public User User { get => field ?? User.Nobody; init; }

    /// <summary>Who invoked it, as a member.</summary>
    public GuildMember? Member { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

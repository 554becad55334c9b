namespace Gateway.Core.Models;

/// <summary>The command that was used or is being typed.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-data-structure">Discord's page</see></remarks>
public sealed record ApplicationCommandData : InteractionData
{
    /// <summary>The command.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>What kind of command it is.</summary>
    public ApplicationCommandType Type { get; init; }

    /// <summary>Objects behind the ids in <see cref="Options"/>.</summary>
    public Resolved? Resolved { get; init; }

    /// <summary>What was entered; incomplete while autocompleting.</summary>
    public IReadOnlyList<ApplicationCommandDataOption>? Options { get; init; }

    /// <summary>Guild the command is registered in; null for a global one.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>User or message a context menu command was run on.</summary>
    public Snowflake? TargetId { get; init; }

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(Id);
        it.Add(GuildId);
        it.Add(Type);
    }
}

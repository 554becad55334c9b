namespace Gateway.Core.Models;

/// <summary>The part of a guild that comes with an interaction.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object">Discord's page</see></remarks>
public sealed record InteractionGuild : DiscordObject
{
    /// <summary>The guild.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Preferred locale code.</summary>
    public string? Locale { get; init; }

    /// <summary>Features switched on.</summary>
    public IReadOnlyList<GuildFeature> Features { get => field ?? []; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

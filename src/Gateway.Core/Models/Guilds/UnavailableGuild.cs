namespace Gateway.Core.Models;

/// <summary>
/// A guild of which nothing is known but its id, because it is not loaded yet, in an outage, or left.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/guild#unavailable-guild-object">Discord's page</see></remarks>
public record UnavailableGuild : DiscordObject
{
    /// <summary>The guild.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>
    /// True while an outage keeps the guild from being served; null when the key was absent, which in a removal says
    /// that the bot is no longer in the guild.
    /// </summary>
    public bool? Unavailable { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(Unavailable);
    }
}

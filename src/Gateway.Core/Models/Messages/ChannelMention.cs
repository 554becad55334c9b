namespace Gateway.Core.Models;

/// <summary>A channel mentioned in a crossposted message.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#channel-mention-object">Discord's page</see></remarks>
public sealed record ChannelMention : DiscordObject
{
    /// <summary>The channel.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Its guild.</summary>
    public Snowflake GuildId { get; init; }

    /// <summary>What kind it is.</summary>
    public ChannelType Type { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get => field ?? ""; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
    }
}

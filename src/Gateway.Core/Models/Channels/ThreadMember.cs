namespace Gateway.Core.Models;

/// <summary>A user within a thread.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#thread-member-object">Discord's page</see></remarks>
public record ThreadMember : DiscordObject
{
    /// <summary>Thread; absent within a guild's thread list.</summary>
    public Snowflake? Id { get; init; }

    /// <summary>Member; absent within a guild's thread list.</summary>
    public Snowflake? UserId { get; init; }

    /// <summary>When the user last joined the thread.</summary>
    public DateTimeOffset JoinTimestamp { get; init; }

    /// <summary>The user's notification settings; Discord names no bits.</summary>
    public int Flags { get; init; }

    /// <summary>The guild member; sent for members added to a thread.</summary>
    public GuildMember? Member { get; init; }

    /// <summary>Whether the user muted the thread; not in Discord's tables.</summary>
    public bool? Muted { get; init; }

    /// <summary>For how long; not in Discord's tables.</summary>
    public MuteConfig? MuteConfig { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(UserId);
    }
}

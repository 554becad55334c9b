namespace Gateway.Core.Models;

/// <summary>How an invite was made and used.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/invite#invite-metadata-object">Discord's page</see></remarks>
public sealed record InviteMetadata : DiscordObject
{
    /// <summary>How often it was used.</summary>
    public int Uses { get; init; }

    /// <summary>How often it can be used; 0 for no limit.</summary>
    public int MaxUses { get; init; }

    /// <summary>Seconds of validity from creation; 0 for no limit.</summary>
    public int MaxAge { get; init; }

    /// <summary>Whether members who get no role are removed once they go offline.</summary>
    public bool Temporary { get; init; }

    /// <summary>Moment of creation.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

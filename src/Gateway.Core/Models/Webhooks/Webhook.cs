namespace Gateway.Core.Models;

/// <summary>A webhook. Over the gateway its keys occur in audit log changes.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/webhook#webhook-object">Discord's page</see></remarks>
public sealed record Webhook : DiscordObject
{
    /// <summary>The webhook.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>What kind it is.</summary>
    public WebhookType Type { get; init; }

    /// <summary>Its guild.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>Its channel.</summary>
    public Snowflake? ChannelId { get; init; }

    /// <summary>Who made it.</summary>
    public User? User { get; init; }

    /// <summary>Name it writes under.</summary>
    public string? Name { get; init; }

    /// <summary>CDN hash of the avatar it writes under.</summary>
    public string? Avatar { get; init; }

    /// <summary>Key for writing. A secret.</summary>
    public string? Token { get; init; }

    /// <summary>Application that made it.</summary>
    public Snowflake? ApplicationId { get; init; }

    /// <summary>Guild that is followed.</summary>
    public Guild? SourceGuild { get; init; }

    /// <summary>Channel that is followed.</summary>
    public Channel? SourceChannel { get; init; }

    /// <summary>Address to write to, key included. A secret.</summary>
    public string? Url { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
        it.Add(ChannelId);
        it.Add(Type);
    }
}

namespace Gateway.Core.Models;

/// <summary>The message that another one answers, forwards, pins or crossposts.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-reference-object">Discord's page</see></remarks>
public sealed record MessageReference : DiscordObject
{
    /// <summary>Reply or forward; a reply when absent.</summary>
    public MessageReferenceType? Type { get; init; }

    /// <summary>Message referred to.</summary>
    public Snowflake? MessageId { get; init; }

    /// <summary>Its channel; always sent by Discord.</summary>
    public Snowflake? ChannelId { get; init; }

    /// <summary>Its guild.</summary>
    public Snowflake? GuildId { get; init; }

    /// <summary>For sending only: whether a missing message is an error.</summary>
    public bool? FailIfNotExists { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(MessageId);
        it.Add(ChannelId);
        it.Add(GuildId);
    }
}

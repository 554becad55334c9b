using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>Answer to a request for channel info.</summary>
/// <remarks>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#channel-info">Discord's page</see></para>
/// </remarks>
public sealed record ChannelInfo : DiscordObject, IGuildEvent
{
    /// <summary>Guild that was asked about.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Voice channels with the requested fields.</summary>
    public IReadOnlyList<ChannelInfoEntry> Channels { get => field ?? []; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it)
    {
        it.Add(GuildId);
        it.Add(Channels.Count);
    }
}

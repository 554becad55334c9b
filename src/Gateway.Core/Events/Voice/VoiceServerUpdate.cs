using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>The voice server to connect to.</summary>
/// <remarks>
/// <para>After the bot asked to join a voice channel, and whenever the server changes.</para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#voice-server-update">Discord's page</see></para>
/// </remarks>
public sealed record VoiceServerUpdate : DiscordObject, IGuildEvent
{
    /// <summary>Key for the voice connection. A secret.</summary>
    public string Token { get => field ?? ""; init; }

    /// <summary>Guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>
    /// Host of the voice server, without scheme, perhaps with a port; null while none is free, then another event
    /// follows.
    /// </summary>
    public string? Endpoint { get; init; }

    Snowflake? IGuildEvent.GuildId => GuildId;

    private protected override void Describe(Description it) => it.Add(GuildId);
}

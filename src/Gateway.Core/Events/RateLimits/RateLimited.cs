using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>Discord dropped a request because its kind was sent too often.</summary>
/// <remarks>
/// <para>Today only requests for all members of a guild. No chunks will follow; the connection stays open.</para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#rate-limited">Discord's page</see></para>
/// </remarks>
public sealed record RateLimited : DiscordObject, IGatewayEvent
{
    /// <summary>Opcode of the dropped request; 8 so far.</summary>
    public int Opcode { get; init; }

    /// <summary>Seconds until the request may be sent again.</summary>
    public double RetryAfter { get; init; }

    /// <summary>What the request was about.</summary>
    public RateLimitMetadata Meta { get => field ?? new(); init; }

    private protected override void Describe(Description it)
    {
        it.Add(Opcode);
        it.Add(RetryAfter);
        it.Add(Meta.GuildId);
    }
}

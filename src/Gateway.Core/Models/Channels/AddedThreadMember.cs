namespace Gateway.Core.Models;

/// <summary>A member who was added to a thread, with presence.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#thread-members-update">Discord's page</see></remarks>
public sealed record AddedThreadMember : ThreadMember
{
    /// <summary>Presence; null when the member is offline.</summary>
    public Presence? Presence { get; init; }
}

namespace Gateway.Core.Models;

/// <summary>A copy of a forwarded message, taken when it was forwarded.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-snapshot-object">Discord's page</see></remarks>
public sealed record MessageSnapshot : DiscordObject
{
    /// <summary>What was forwarded.</summary>
    public ForwardedMessage Message { get => field ?? new(); init; }
}

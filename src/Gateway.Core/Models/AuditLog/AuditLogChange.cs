using System.Text.Json;

namespace Gateway.Core.Models;

/// <summary>A key that an audited action changed.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/audit-log#audit-log-change-object">Discord's page</see></remarks>
public sealed record AuditLogChange : DiscordObject
{
    /// <summary>Value afterwards; null when the change reset it.</summary>
    public JsonElement? NewValue { get; init; }

    /// <summary>Value before; null when it was not set.</summary>
    public JsonElement? OldValue { get; init; }

    /// <summary>
    /// Key that changed, in the object's own spelling. Roles given and taken are <c>$add</c> and <c>$remove</c>; for
    /// command permissions the key is an id.
    /// </summary>
    public string Key { get => field ?? ""; init; }
}

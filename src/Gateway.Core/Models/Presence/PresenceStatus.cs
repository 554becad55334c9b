using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Status of a user. An unknown one keeps its text.</summary>
/// <remarks><see href="https://docs.discord.com/developers/events/gateway-events#presence-update">Discord's page</see></remarks>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(TextValueConverter<PresenceStatus>))]
public readonly record struct PresenceStatus(string Value) : ITextValue<PresenceStatus>
{
    /// <summary>Online.</summary>
    public static PresenceStatus Online { get; } = new("online");

    /// <summary>Away.</summary>
    public static PresenceStatus Idle { get; } = new("idle");

    /// <summary>Not to be disturbed.</summary>
    public static PresenceStatus DoNotDisturb { get; } = new("dnd");

    /// <summary>Offline, or invisible.</summary>
    public static PresenceStatus Offline { get; } = new("offline");

    /// <summary>The text on the wire.</summary>
    public string Value { get => field ?? ""; } = Value;

    /// <inheritdoc/>
    public override string ToString() => Value;

    static PresenceStatus ITextValue<PresenceStatus>.From(string value) => new(value);
}

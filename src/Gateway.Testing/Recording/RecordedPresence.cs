using System.Text.Json;

namespace Gateway.Testing;

/// <summary>A presence the bot asked for, in IDENTIFY or by opcode 3.</summary>
/// <param name="At">When, by the simulator's clock.</param>
/// <param name="Connection">The connection it came over.</param>
/// <param name="Status"><c>online</c>, <c>idle</c>, <c>dnd</c>, <c>invisible</c> or <c>offline</c>.</param>
/// <param name="IsIgnored">Whether nothing came of it, because it was one too many (<see cref="SimulatedDiscordOptions.PresenceLimit"/>).</param>
/// <param name="Data">The whole payload.</param>
public sealed record RecordedPresence(DateTimeOffset At, RecordedConnection Connection, string Status, bool IsIgnored, JsonElement Data)
{
    /// <summary>What the bot says it is doing, as it was sent.</summary>
    public IReadOnlyList<JsonElement> Activities => [.. Data.GetProperty("activities").EnumerateArray()];

    /// <summary>The presence in short.</summary>
    public override string ToString() => $"{Status}{(IsIgnored ? ", ignored" : "")}, over {Connection}";
}

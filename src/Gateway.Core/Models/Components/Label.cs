using System.Text.Json.Serialization;

namespace Gateway.Core.Models;

/// <summary>A text above an input; modals only.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#label">Discord's page</see></remarks>
public sealed record Label : Component
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.Label;

    /// <summary>Text, at most 45 characters.</summary>
    [JsonPropertyName("label")]
    public string Text { get => field ?? ""; init; }

    /// <summary>Text below, at most 100 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The input it labels; null when it was not sent.</summary>
    public Component? Component { get; init; }
}

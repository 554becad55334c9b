namespace Gateway.Core.Models;

/// <summary>Answer to a text field.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#text-input-text-input-interaction-response-structure">Discord's page</see></remarks>
public sealed record TextInputResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.TextInput;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Text entered.</summary>
    public string Value { get => field ?? ""; init; }
}

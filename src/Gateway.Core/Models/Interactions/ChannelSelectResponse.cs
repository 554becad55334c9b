namespace Gateway.Core.Models;

/// <summary>Answer to a select of channels.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#channel-select-channel-select-interaction-response-structure">Discord's page</see></remarks>
public sealed record ChannelSelectResponse : ModalResponseComponent
{
    /// <inheritdoc/>
    public override ComponentType Type => ComponentType.ChannelSelect;

    /// <summary>The bot's own id of the component, 1–100 characters, given back in interactions.</summary>
    public string CustomId { get => field ?? ""; init; }

    /// <summary>Channels chosen.</summary>
    public IReadOnlyList<Snowflake> Values { get => field ?? []; init; }
}

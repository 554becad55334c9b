using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>
/// What a user entered in one component of a modal. Tell kinds apart by pattern matching; one that this version does
/// not know is an <see cref="UnknownModalResponseComponent"/>.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure">Discord's page</see></remarks>
[JsonConverter(typeof(ModalResponseComponentConverter))]
public abstract record ModalResponseComponent : DiscordObject
{
    private protected ModalResponseComponent()
    {
    }

    /// <summary>Kind of the component that was answered.</summary>
    public abstract ComponentType Type { get; }

    /// <summary>Number of the component within its modal; old-style rows may lack it.</summary>
    public int? Id { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>
/// A part of a message's or modal's layout. Tell kinds apart by pattern matching; one that this version does not know
/// is an <see cref="UnknownComponent"/>.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#component-object">Discord's page</see></remarks>
[JsonConverter(typeof(ComponentConverter))]
public abstract record Component : DiscordObject
{
    private protected Component()
    {
    }

    /// <summary>What kind it is.</summary>
    public abstract ComponentType Type { get; }

    /// <summary>Number within its message; filled in by Discord, 0 on messages older than layout components.</summary>
    public int? Id { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

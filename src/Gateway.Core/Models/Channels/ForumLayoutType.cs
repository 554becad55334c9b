using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Layout of a forum's threads.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#channel-object-forum-layout-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ForumLayoutType>))]
public enum ForumLayoutType
{
    /// <summary>Nobody chose one.</summary>
    NotSet = 0,

    /// <summary>List.</summary>
    ListView = 1,

    /// <summary>Tiles.</summary>
    GalleryView = 2,
}

using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Kind of channel.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#channel-object-channel-types">Discord's page</see></remarks>
[JsonConverter(typeof(EnumConverter<ChannelType>))]
public enum ChannelType
{
    /// <summary>Text channel of a guild.</summary>
    GuildText = 0,

    /// <summary>Direct message between two users.</summary>
    Dm = 1,

    /// <summary>Voice channel of a guild.</summary>
    GuildVoice = 2,

    /// <summary>Direct message between several users.</summary>
    GroupDm = 3,

    /// <summary>Category that groups channels.</summary>
    GuildCategory = 4,

    /// <summary>Announcement channel, which others can follow.</summary>
    GuildAnnouncement = 5,

    /// <summary>Thread of an announcement channel.</summary>
    AnnouncementThread = 10,

    /// <summary>Thread that everybody in the channel can read.</summary>
    PublicThread = 11,

    /// <summary>Thread for invited members and those who manage threads.</summary>
    PrivateThread = 12,

    /// <summary>Stage for speakers and audience.</summary>
    GuildStageVoice = 13,

    /// <summary>List of the guilds of a student hub.</summary>
    GuildDirectory = 14,

    /// <summary>Forum: threads only.</summary>
    GuildForum = 15,

    /// <summary>Media channel: threads only, made for images and videos.</summary>
    GuildMedia = 16,
}

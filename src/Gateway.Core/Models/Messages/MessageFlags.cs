using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>Flags of a message.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-object-message-flags">Discord's page</see></remarks>
[Flags]
[JsonConverter(typeof(FlagsConverter<MessageFlags>))]
public enum MessageFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Published to following channels.</summary>
    Crossposted = 1UL << 0,

    /// <summary>Came from a followed channel.</summary>
    IsCrosspost = 1UL << 1,

    /// <summary>Embeds are hidden.</summary>
    SuppressEmbeds = 1UL << 2,

    /// <summary>The published original was deleted.</summary>
    SourceMessageDeleted = 1UL << 3,

    /// <summary>Comes from Discord's urgent message system.</summary>
    Urgent = 1UL << 4,

    /// <summary>A thread was started from it.</summary>
    HasThread = 1UL << 5,

    /// <summary>Seen by one user only.</summary>
    Ephemeral = 1UL << 6,

    /// <summary>Answer to an interaction that is still being prepared.</summary>
    Loading = 1UL << 7,

    /// <summary>Members of some mentioned roles could not be added to the thread.</summary>
    FailedToMentionSomeRolesInThread = 1UL << 8,

    /// <summary>Sent without notification.</summary>
    SuppressNotifications = 1UL << 12,

    /// <summary>Voice message.</summary>
    IsVoiceMessage = 1UL << 13,

    /// <summary>Forward.</summary>
    HasSnapshot = 1UL << 14,

    /// <summary>Made of layout components only; cannot be undone.</summary>
    IsComponentsV2 = 1UL << 15,
}

namespace Gateway.Testing;

/// <summary>What a channel is; the values are Discord's.</summary>
public enum ChannelKind
{
    /// <summary>A text channel of a guild.</summary>
    Text = 0,

    /// <summary>The channel between one person and the bot.</summary>
    DirectMessage = 1,

    /// <summary>A voice channel of a guild.</summary>
    Voice = 2,

    /// <summary>A category that holds other channels.</summary>
    Category = 4,

    /// <summary>A channel whose messages others may follow.</summary>
    Announcement = 5,

    /// <summary>A thread that everybody in its channel sees.</summary>
    PublicThread = 11,

    /// <summary>A thread that only those see who were added.</summary>
    PrivateThread = 12,

    /// <summary>A voice channel with speakers and an audience.</summary>
    Stage = 13,

    /// <summary>A channel that holds nothing but threads.</summary>
    Forum = 15,
}

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
}

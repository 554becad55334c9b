namespace Gateway.Core.Commands;

/// <summary>The status a bot shows.</summary>
public enum BotStatus
{
    /// <summary>Online; the default.</summary>
    Online,

    /// <summary>Idle.</summary>
    Idle,

    /// <summary>Do not disturb.</summary>
    DoNotDisturb,

    /// <summary>Connected, but shown as offline.</summary>
    Invisible,
}

namespace Gateway.Testing;

/// <summary>The intents that have a switch in the developer portal.</summary>
[Flags]
public enum PrivilegedIntents
{
    /// <summary>All switched off.</summary>
    None = 0,

    /// <summary>GUILD_MEMBERS.</summary>
    GuildMembers = 1 << 1,

    /// <summary>GUILD_PRESENCES.</summary>
    GuildPresences = 1 << 8,

    /// <summary>MESSAGE_CONTENT.</summary>
    MessageContent = 1 << 15,

    /// <summary>All switched on.</summary>
    All = GuildMembers | GuildPresences | MessageContent,
}

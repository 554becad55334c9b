namespace Gateway.Testing;

/// <summary>A role of a guild.</summary>
public sealed class SimulatedRole
{
    internal SimulatedRole(ulong id, string name, int position, ulong permissions)
    {
        Id = id;
        Name = name;
        Position = position;
        Permissions = permissions;
    }

    /// <summary>The role's id; that of <c>@everyone</c> is the guild's.</summary>
    public ulong Id { get; }

    /// <summary>The role's name.</summary>
    public string Name { get; }

    /// <summary>Its place among the roles, 0 for <c>@everyone</c>.</summary>
    public int Position { get; }

    /// <summary>The permission bits. See <see href="https://docs.discord.com/developers/topics/permissions"/>.</summary>
    public ulong Permissions { get; }

    internal ulong? BotId { get; init; }
}

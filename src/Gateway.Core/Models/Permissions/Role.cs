namespace Gateway.Core.Models;

/// <summary>A role: permissions and looks given to members.</summary>
/// <remarks><see href="https://docs.discord.com/developers/topics/permissions#role-object">Discord's page</see></remarks>
public sealed record Role : DiscordObject
{
    /// <summary>The role; the guild's own id for <c>@everyone</c>.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>RGB colour, 0 for none; deprecated, equals <see cref="RoleColors.PrimaryColor"/>.</summary>
    public int Color { get; init; }

    /// <summary>Colours of the members' names.</summary>
    public RoleColors Colors { get => field ?? new(); init; }

    /// <summary>Whether its members are listed apart.</summary>
    public bool Hoist { get; init; }

    /// <summary>CDN hash of the icon.</summary>
    public string? Icon { get; init; }

    /// <summary>Emoji used as icon.</summary>
    public string? UnicodeEmoji { get; init; }

    /// <summary>Place in the hierarchy, <c>@everyone</c> at 0; on a tie the lower id ranks higher.</summary>
    public int Position { get; init; }

    /// <summary>What its members may do, before channel overwrites.</summary>
    public Permissions Permissions { get; init; }

    /// <summary>Whether an integration owns it, so that nobody else can assign it.</summary>
    public bool Managed { get; init; }

    /// <summary>Whether everybody may mention it.</summary>
    public bool Mentionable { get; init; }

    /// <summary>What the role stands for, if it is a special one.</summary>
    public RoleTags? Tags { get; init; }

    /// <summary>Flag bits.</summary>
    public RoleFlags Flags { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(Position);
    }
}

namespace Gateway.Core.Models;

/// <summary>
/// Colours of a role. Only the first is set unless the guild has <see cref="GuildFeature.EnhancedRoleColors"/>.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/topics/permissions#role-object-role-colors-object">Discord's page</see></remarks>
public sealed record RoleColors : DiscordObject
{
    /// <summary>RGB; 0 for none.</summary>
    public int PrimaryColor { get; init; }

    /// <summary>RGB where a gradient ends; null without a gradient.</summary>
    public int? SecondaryColor { get; init; }

    /// <summary>RGB; any value turns the gradient holographic.</summary>
    public int? TertiaryColor { get; init; }
}

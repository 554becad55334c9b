namespace Gateway.Core.Models;

/// <summary>Who may use a command, or all commands of an application, in a guild.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/application-commands#application-command-permissions-object">Discord's page</see></remarks>
public record GuildApplicationCommandPermissions : DiscordObject
{
    /// <summary>The command, or the application when the entry holds for all of its commands.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>The application.</summary>
    public Snowflake ApplicationId { get; init; }

    /// <summary>The guild.</summary>
    public required Snowflake GuildId { get; init; }

    /// <summary>Who may use it, at most 100 entries.</summary>
    public IReadOnlyList<ApplicationCommandPermission> Permissions { get => field ?? []; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(GuildId);
    }
}

namespace Gateway.Core.Models;

/// <summary>Whether one role, user or channel may use a command.</summary>
/// <remarks><see href="https://docs.discord.com/developers/interactions/application-commands#application-command-permissions-object-application-command-permissions-structure">Discord's page</see></remarks>
public sealed record ApplicationCommandPermission : DiscordObject
{
    /// <summary>Role, user or channel; the guild's id stands for everyone, one less for all channels.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Which of them.</summary>
    public ApplicationCommandPermissionType Type { get; init; }

    /// <summary>True to allow, false to deny.</summary>
    public bool Permission { get; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

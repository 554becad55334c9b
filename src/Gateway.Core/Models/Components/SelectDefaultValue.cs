namespace Gateway.Core.Models;

/// <summary>An entry of a select that is chosen beforehand.</summary>
/// <remarks><see href="https://docs.discord.com/developers/components/reference#user-select-select-default-value-structure">Discord's page</see></remarks>
public sealed record SelectDefaultValue : DiscordObject
{
    /// <summary>The user, role or channel.</summary>
    public required Snowflake Id { get; init; }

    /// <summary><c>user</c>, <c>role</c> or <c>channel</c>.</summary>
    public string Type { get => field ?? ""; init; }

    private protected override void Describe(Description it) => it.Add(Id);
}

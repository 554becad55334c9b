namespace Gateway.Core.Models;

/// <summary>A change of permissions for one role or member in one channel.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/channel#overwrite-object">Discord's page</see></remarks>
public sealed record Overwrite : DiscordObject
{
    /// <summary>Role or user it is for.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>Which of the two.</summary>
    public OverwriteType Type { get; init; }

    /// <summary>Permissions added.</summary>
    public Permissions Allow { get; init; }

    /// <summary>Permissions taken away.</summary>
    public Permissions Deny { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(Type);
        it.Add(Allow);
        it.Add(Deny);
    }
}

namespace Gateway.Testing;

/// <summary>A person, or the bot itself.</summary>
internal sealed class User
{
    public required ulong Id { get; init; }

    public required string Username { get; init; }

    public string? GlobalName { get; init; }

    /// <summary>Four digits for a bot, <c>0</c> for a person.</summary>
    public string Discriminator { get; init; } = "0";

    public bool IsBot { get; init; }

    /// <summary>The channel between this person and the bot; made when first used.</summary>
    public SimulatedChannel? DirectMessages { get; set; }
}

namespace Gateway.Core.Models;

/// <summary>Something an application sells. Never sent over the gateway, which names it by id.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/sku#sku-object">Discord's page</see></remarks>
public sealed record Sku : DiscordObject
{
    /// <summary>The SKU.</summary>
    public required Snowflake Id { get; init; }

    /// <summary>What is sold.</summary>
    public SkuType Type { get; init; }

    /// <summary>Application that sells it.</summary>
    public Snowflake ApplicationId { get; init; }

    /// <summary>Name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Part of its store address.</summary>
    public string Slug { get => field ?? ""; init; }

    /// <summary>Flag bits.</summary>
    public SkuFlags Flags { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(Type);
    }
}

namespace Gateway.Core.Json;

/// <summary>Reads ids that an object makes no sense without: null is an error.</summary>
internal sealed class IdentityConverter : SnowflakeConverter
{
    public static IdentityConverter Instance { get; } = new();

    public override bool HandleNull => false;
}

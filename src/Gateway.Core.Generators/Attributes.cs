using Microsoft.CodeAnalysis;

namespace Gateway.Core.Generators;

/// <summary>What System.Text.Json's attributes say.</summary>
internal static class Attributes
{
    public static INamedTypeSymbol? Converter(ISymbol symbol) =>
        Find(symbol, "JsonConverterAttribute")?.ConstructorArguments[0].Value as INamedTypeSymbol;

    public static string? Name(ISymbol symbol) =>
        Find(symbol, "JsonPropertyNameAttribute")?.ConstructorArguments[0].Value as string;

    /// <summary>Whether it is left out in any case, rather than under a condition.</summary>
    public static bool IsIgnored(ISymbol symbol) => Find(symbol, "JsonIgnoreAttribute") is { NamedArguments.IsEmpty: true };

    private static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(it => it.AttributeClass?.Name == name);
}

using Microsoft.CodeAnalysis;

namespace Gateway.Core.Generators;

/// <summary>Writes the expression that reads a value of a type.</summary>
internal sealed class ValueWriter(SourceWriter models)
{
    private const string IsNull = "json.TokenType == JsonTokenType.Null";

    private static readonly SymbolDisplayFormat FullName =
        SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Name(ITypeSymbol type) => type.ToDisplayString(FullName);

    public string Read(ITypeSymbol type, INamedTypeSymbol? converter = null)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return $"{IsNull} ? default({Name(type)}) : {Read(nullable.TypeArguments[0], converter)}";
        }

        if (converter is { Name: "OptionalConverter" })
        {
            return $"new({Read(converter.TypeArguments[0])})";
        }

        if ((converter ?? Attributes.Converter(type)) is { } chosen)
        {
            string read = chosen.AllInterfaces.Any(it => it.Name == "IModelConverter")
                ? $"ReadBy<{Name(chosen)}, {Plain(type)}>(ref json)"
                : $"Converter<{Name(chosen)}>.Shared.Read(ref json, typeof({Plain(type)}), GatewayJson.Options)";
            return type.IsReferenceType ? $"({IsNull} ? null! : {read})" : read;
        }

        return type switch
        {
            { SpecialType: SpecialType.System_String } => "Text(ref json)!",
            { SpecialType: SpecialType.System_Boolean } => "Flag(ref json)",
            { SpecialType: SpecialType.System_Int32 } => "Int32(ref json)",
            { SpecialType: SpecialType.System_Int64 } => "Int64(ref json)",
            { SpecialType: SpecialType.System_Double } => "Double(ref json)",
            { Name: "DateTimeOffset" } => "Moment(ref json)",
            { Name: "JsonElement" } => "JsonElement.ParseValue(ref json)",
            INamedTypeSymbol { Name: "IReadOnlyList" } list => $"List(ref json, {Delegate(list.TypeArguments[0])})!",
            INamedTypeSymbol { Name: "IReadOnlyDictionary" } map =>
                $"Map(ref json, {KeyDelegate(map.TypeArguments[0])}, {Delegate(map.TypeArguments[1])})!",
            _ => models.Method(type) is { } method
                ? $"{method}(ref json)!"
                : throw new NotSupportedException($"There is no way yet to read a {Name(type)}: add one here."),
        };
    }

    private string Delegate(ITypeSymbol type) => models.Method(type) is { } method
        ? $"(ReadValue<{Plain(type)}?>){method}"
        : $"static (ref Utf8JsonReader json) => {Read(type)}";

    private static string KeyDelegate(ITypeSymbol type) =>
        "static (ref Utf8JsonReader json) => "
        + $"Converter<{Name(Attributes.Converter(type)!)}>.Shared.ReadAsPropertyName(ref json, typeof({Plain(type)}), GatewayJson.Options)";

    private static string Plain(ITypeSymbol type) =>
        Name(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type);
}

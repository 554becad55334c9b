using Microsoft.CodeAnalysis;

namespace Gateway.Core.Generators;

/// <summary>A record that is read key by key.</summary>
internal sealed class Model
{
    private const string RootName = "DiscordObject";
    private const string EventName = "IGatewayEvent";

    private Model(INamedTypeSymbol type)
    {
        Type = type;
        Properties = [.. PropertiesOf(type)];
        IsEvent = type.AllInterfaces.Any(it => it.Name == EventName);
    }

    public INamedTypeSymbol Type { get; }

    public string Name => Type.Name;

    /// <summary>Whether it must have what it declares as required; what is within an event may lack it.</summary>
    public bool IsEvent { get; }

    public IReadOnlyList<ModelProperty> Properties { get; }

    /// <summary>The type as a record, unless it is none or has a converter.</summary>
    public static Model? Of(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named
        && Bases(named).Any(it => it.Name == RootName)
        && Attributes.Converter(named) is null
            ? new Model(named)
            : null;

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? it = type; it is not null; it = it.BaseType)
        {
            yield return it;
        }
    }

    private static IEnumerable<ModelProperty> PropertiesOf(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>();
        return
            from declaring in Bases(type)
            from property in declaring.GetMembers().OfType<IPropertySymbol>()
            where property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }
            where seen.Add(property.Name)
            where property.SetMethod is not null && !Attributes.IsIgnored(property)
            select new ModelProperty(property);
    }
}

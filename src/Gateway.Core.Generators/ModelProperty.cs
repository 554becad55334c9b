using System.Text;
using Microsoft.CodeAnalysis;

namespace Gateway.Core.Generators;

/// <summary>A property that is read.</summary>
internal sealed class ModelProperty(IPropertySymbol property)
{
    public string Name => property.Name;

    public ITypeSymbol Type => property.Type;

    public INamedTypeSymbol Owner => property.ContainingType;

    public bool IsRequired => property.IsRequired;

    public INamedTypeSymbol? Converter => Attributes.Converter(property);

    /// <summary>The name on the wire.</summary>
    public string Key { get; } = Attributes.Name(property) ?? SnakeCase(property.Name);

    private static string SnakeCase(string name)
    {
        var key = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                key.Append('_');
            }

            key.Append(char.ToLowerInvariant(name[i]));
        }

        return key.ToString();
    }
}

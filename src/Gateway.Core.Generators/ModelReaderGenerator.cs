using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Core.Generators;

/// <summary>
/// Writes the part of <c>ModelReader</c> that reads each record: for every event of the serializer's context, and every
/// object within them. System.Text.Json's own generated code cannot set <c>init</c> properties but by handing all of
/// them, boxed, to a constructor call.
/// </summary>
[Generator]
public sealed class ModelReaderGenerator : IIncrementalGenerator
{
    private const string Context = "EventJsonContext"; // others, of files, are read by the serializer

    private const string Row = "System.Text.Json.Serialization.JsonSerializableAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<string> sources = context.SyntaxProvider.ForAttributeWithMetadataName(
            Row,
            static (node, _) => node is ClassDeclarationSyntax { Identifier.ValueText: Context },
            static (found, _) => SourceWriter.Write(
                found.Attributes.Select(row => row.ConstructorArguments[0].Value).OfType<INamedTypeSymbol>()));

        context.RegisterSourceOutput(sources, static (output, source) => output.AddSource("ModelReader.g.cs", source));
    }
}

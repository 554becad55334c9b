using System.Reflection;

namespace Gateway.Samples.Tests;

/// <summary>Where the project's own files are.</summary>
internal static class Repository
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([Metadata("RepositoryRoot"), .. parts]);

    /// <summary>The built program of a sample.</summary>
    public static string Sample(string name) => Path("samples", name, "bin", Metadata("Configuration"), "net10.0", $"{name}.dll");

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}

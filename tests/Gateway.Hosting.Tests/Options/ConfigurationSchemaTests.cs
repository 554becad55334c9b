using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Hosting.Tests.Options;

/// <summary>The schema that editors complete appsettings.json by says what the options are.</summary>
public class ConfigurationSchemaTests
{
    private static readonly JsonElement Bot = Read().GetProperty("definitions").GetProperty("bot").GetProperty("properties");

    public static TheoryData<string> Settings => [.. Of(new DiscordGatewayOptions()).Select(static setting => setting.Path)];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_is_there_with_its_default(string path)
    {
        object? value = Of(new DiscordGatewayOptions()).Single(setting => setting.Path == path).Value;
        JsonElement schema = Find(path);

        Assert.False(string.IsNullOrWhiteSpace(schema.GetProperty("description").GetString()));
        if (schema.TryGetProperty("default", out JsonElement said))
        {
            Assert.Equal(Convert.ToString(value, CultureInfo.InvariantCulture), said.ToString(), ignoreCase: true);
        }
        else
        {
            Assert.True(value is null or string or IdentifyProperties or ICollection { Count: 0 }, $"{path} has a default, {value}, that the schema does not say.");
        }
    }

    [Fact]
    public void Nothing_is_there_that_is_no_setting()
    {
        string[] known = [.. Of(new DiscordGatewayOptions()).Select(static setting => setting.Path)];
        IEnumerable<string> named = Leaves(Bot, "").Where(static path => !path.StartsWith("Presence:", StringComparison.Ordinal) && !path.StartsWith("IdentifyProperties:", StringComparison.Ordinal));

        Assert.All(named, path => Assert.Contains(path, known));
    }

    private static IEnumerable<(string Path, object? Value)> Of(object options, string prefix = "")
    {
        foreach (PropertyInfo property in options.GetType().GetProperties())
        {
            object? value = property.GetValue(options);
            if (property.PropertyType.IsAssignableTo(typeof(Delegate)))
            {
                continue; // only in code
            }

            if (!property.CanWrite)
            {
                foreach ((string, object?) inner in Of(value!, $"{prefix}{property.Name}:"))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (prefix + property.Name, value);
            }
        }
    }

    private static JsonElement Find(string path) => path.Split(':') is [string section, string key]
        ? Properties(Bot.GetProperty(section)).GetProperty(key)
        : Bot.GetProperty(path);

    private static JsonElement Properties(JsonElement section) => section.TryGetProperty("properties", out JsonElement properties)
        ? properties
        : section.GetProperty("anyOf").EnumerateArray().Single(static form => form.TryGetProperty("properties", out _)).GetProperty("properties");

    private static IEnumerable<string> Leaves(JsonElement properties, string prefix) => properties.EnumerateObject().SelectMany(property =>
        property.Name is "Presence" or "IdentifyProperties" ? [property.Name]
        : property.Name == "Shards" || property.Value.TryGetProperty("properties", out _) ? Leaves(Properties(property.Value), $"{property.Name}:")
        : [prefix + property.Name]);

    private static JsonElement Read()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gateway.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!;
        }

        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "src", "Gateway.Hosting", "ConfigurationSchema.json")));
        return schema.RootElement.Clone();
    }
}

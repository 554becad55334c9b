using System.Reflection;
using System.Text.Json.Serialization;
using Gateway.Core.Json;
using Gateway.Core.Models;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Models;

public class WireFormatTests
{
    private static readonly IEnumerable<Type> Enums = typeof(Message).Assembly.GetTypes()
        .Where(type => type is { IsEnum: true, IsPublic: true, Namespace: "Gateway.Core.Models" });

    [Fact]
    public void Every_enum_on_the_wire_reads_null_and_unknown_numbers() =>
        Faults.AssertNone(
            from type in Enums
            where type != typeof(MessageParts) && type != typeof(Permissions)
            let isFlags = Enum.GetUnderlyingType(type) == typeof(ulong)
            let converter = isFlags ? typeof(FlagsConverter<>) : typeof(EnumConverter<>)
            where type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType != converter.MakeGenericType(type)
            select type.Name);

    [Fact]
    public void Permissions_are_digits_on_the_wire() =>
        Assert.Equal(
            typeof(BitStringConverter<Permissions>),
            typeof(Permissions).GetCustomAttribute<JsonConverterAttribute>()?.ConverterType);
}

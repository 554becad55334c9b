using System.Text.Json;

namespace Gateway.Core.Json;

/// <summary>A converter of the serializer's that <see cref="ModelReader"/> calls without the serializer.</summary>
/// <typeparam name="T">What it reads.</typeparam>
internal interface IModelConverter<out T>
{
    /// <summary>Reads the value at which the reader stands; it is not null.</summary>
    /// <exception cref="JsonException">It should be left to the serializer.</exception>
    T ReadModel(ref Utf8JsonReader json);
}

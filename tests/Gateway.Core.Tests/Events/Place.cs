using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Core.Tests.Events;

/// <summary>A key in the JSON of an event, and the property that stands for it.</summary>
internal sealed record Place(string Path, JsonObject Owner, string Key, JsonPropertyInfo Property)
{
    /// <summary>Runs something while the key has another value.</summary>
    public T With<T>(JsonNode? value, Func<T> run)
    {
        JsonNode? before = Owner[Key];
        Owner[Key] = value;
        try
        {
            return run();
        }
        finally
        {
            Owner[Key] = before;
        }
    }

    /// <summary>Runs something while the key is not there.</summary>
    public T Without<T>(Func<T> run)
    {
        int position = Owner.IndexOf(Key);
        JsonNode? before = Owner[Key];
        Owner.Remove(Key);
        try
        {
            return run();
        }
        finally
        {
            Owner.Insert(position, Key, before);
        }
    }
}

using System.Text.Json;

namespace Gateway.Core;

/// <summary>
/// An event could not be read because a value has a type that its key never has, or an id is missing.
/// </summary>
/// <remarks>
/// Concerns this one event; the session goes on. Message and properties hold no text from the payload, as payloads
/// contain personal data.
/// </remarks>
public sealed class EventFormatException : FormatException
{
    internal EventFormatException(string eventName, string jsonPath, Type expectedType, JsonException inner)
        : base($"{eventName} could not be read: {jsonPath} does not fit {expectedType.Name}.", inner)
    {
        EventName = eventName;
        JsonPath = jsonPath;
        ExpectedType = expectedType;
    }

    /// <summary>The event's name on the wire, such as <c>MESSAGE_CREATE</c>.</summary>
    public string EventName { get; }

    /// <summary>Where in the event the value is, from <c>$</c> for the event itself.</summary>
    public string JsonPath { get; }

    /// <summary>The type that the value does not fit, or that lacks an id.</summary>
    public Type ExpectedType { get; }
}

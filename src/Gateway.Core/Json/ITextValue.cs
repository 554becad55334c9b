namespace Gateway.Core.Json;

/// <summary>A value out of an open set of texts.</summary>
/// <typeparam name="TSelf">The value's type.</typeparam>
public interface ITextValue<TSelf> where TSelf : struct, ITextValue<TSelf>
{
    /// <summary>The text on the wire.</summary>
    string Value { get; }

    /// <summary>Makes the value of a text, known or not.</summary>
    /// <param name="value">The text on the wire.</param>
    static abstract TSelf From(string value);
}

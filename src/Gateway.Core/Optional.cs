using System.Diagnostics.CodeAnalysis;

namespace Gateway.Core;

/// <summary>
/// A key that Discord sent or left out, where leaving out means something other than sending null.
/// </summary>
/// <remarks>
/// The default is "left out". Keys for which absence and null mean the same are plain nullable properties.
/// </remarks>
/// <typeparam name="T">Type of the value; nullable where null can be sent.</typeparam>
public readonly record struct Optional<T>
{
    private readonly T _value;

    /// <summary>A key that was sent.</summary>
    /// <param name="value">Its value.</param>
    public Optional(T value)
    {
        _value = value;
        HasValue = true;
    }

    /// <summary>Whether the key was sent, be it as null.</summary>
    public bool HasValue { get; }

    /// <summary>The value that was sent, or the type's default when none was.</summary>
    public T? ValueOrDefault => _value;

    /// <summary>Gets the value, if the key was sent.</summary>
    /// <param name="value">The value that was sent, or the type's default when none was.</param>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return HasValue;
    }

    /// <summary>Takes a value for a key that was sent.</summary>
    /// <param name="value">The value.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternative.")]
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>The value, or <c>(absent)</c>.</summary>
    public override string ToString() => HasValue ? _value?.ToString() ?? "null" : "(absent)";
}

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core;

/// <summary>
/// An id of Discord's: 64 bits of which the upper 42 tell when it was made, so that ids sort by age.
/// </summary>
/// <remarks>
/// <para>JSON carries it as a string of digits; it is read from strings, numbers and keys of objects.</para>
/// <para><see href="https://docs.discord.com/developers/reference#snowflakes">Discord's page</see></para>
/// </remarks>
/// <param name="value">The id as a number.</param>
[JsonConverter(typeof(SnowflakeConverter))]
[TypeConverter(typeof(SnowflakeTypeConverter))]
public readonly struct Snowflake(ulong value) : IEquatable<Snowflake>, IComparable<Snowflake>, IComparable,
    ISpanParsable<Snowflake>, IUtf8SpanParsable<Snowflake>, ISpanFormattable, IUtf8SpanFormattable
{
    /// <summary>Milliseconds from the Unix epoch to the first of January 2015, where Discord's ids begin.</summary>
    private const long EpochMilliseconds = 1_420_070_400_000;

    /// <summary>Digits of the largest id; a buffer of this size always suffices for formatting.</summary>
    public const int MaxLength = 20;

    /// <summary>The id as a number.</summary>
    public ulong Value { get; } = value;

    /// <summary>When the id was made, to the millisecond.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds((long)(Value >> 22) + EpochMilliseconds);

    /// <summary>The smallest id made at a moment: ids made earlier are smaller, those made later are larger.</summary>
    /// <param name="moment">The moment, from 2015 on; taken to the millisecond.</param>
    /// <exception cref="ArgumentOutOfRangeException">Discord's ids cannot express the moment.</exception>
    public static Snowflake FirstAt(DateTimeOffset moment)
    {
        long milliseconds = moment.ToUnixTimeMilliseconds() - EpochMilliseconds;
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds, nameof(moment));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(milliseconds, 1L << 42, nameof(moment));
        return new((ulong)milliseconds << 22);
    }

    /// <summary>Takes a number for an id.</summary>
    /// <param name="value">The id as a number.</param>
    public static implicit operator Snowflake(ulong value) => new(value);

    /// <summary>Takes an id for a number.</summary>
    /// <param name="id">The id.</param>
    public static explicit operator ulong(Snowflake id) => id.Value;

    /// <summary>Makes an id from a number.</summary>
    /// <param name="value">The id as a number.</param>
    public static Snowflake FromUInt64(ulong value) => new(value);

    /// <summary>The id as a number.</summary>
    public ulong ToUInt64() => Value;

    /// <summary>Whether two ids are the same.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">The other id.</param>
    public static bool operator ==(Snowflake left, Snowflake right) => left.Value == right.Value;

    /// <summary>Whether two ids differ.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">The other id.</param>
    public static bool operator !=(Snowflake left, Snowflake right) => left.Value != right.Value;

    /// <summary>Whether the left id is the older one.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">The other id.</param>
    public static bool operator <(Snowflake left, Snowflake right) => left.Value < right.Value;

    /// <summary>Whether the left id is the newer one.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">The other id.</param>
    public static bool operator >(Snowflake left, Snowflake right) => left.Value > right.Value;

    /// <summary>Whether the left id is the same or the older one.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">The other id.</param>
    public static bool operator <=(Snowflake left, Snowflake right) => left.Value <= right.Value;

    /// <summary>Whether the left id is the same or the newer one.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">The other id.</param>
    public static bool operator >=(Snowflake left, Snowflake right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Snowflake other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Snowflake other => CompareTo(other),
        _ => throw new ArgumentException($"A {nameof(Snowflake)} compares with its kind only.", nameof(obj)),
    };

    /// <inheritdoc/>
    public bool Equals(Snowflake other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Snowflake other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The id in digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads an id from digits and nothing else: no sign, no blanks.</summary>
    /// <param name="s">Up to 20 digits.</param>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static Snowflake Parse(ReadOnlySpan<char> s) =>
        TryParse(s, out Snowflake id) ? id : throw new FormatException("An id is written in up to 20 digits.");

    /// <summary>Reads an id from digits and nothing else: no sign, no blanks.</summary>
    /// <param name="utf8Text">Up to 20 digits in UTF-8.</param>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static Snowflake Parse(ReadOnlySpan<byte> utf8Text) =>
        TryParse(utf8Text, out Snowflake id) ? id : throw new FormatException("An id is written in up to 20 digits.");

    /// <summary>Reads an id from digits and nothing else, if it is one.</summary>
    /// <param name="s">Up to 20 digits.</param>
    /// <param name="result">The id, or 0.</param>
    public static bool TryParse(ReadOnlySpan<char> s, out Snowflake result)
    {
        bool read = ulong.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value);
        result = new(value);
        return read;
    }

    /// <summary>Reads an id from digits and nothing else, if it is one.</summary>
    /// <param name="utf8Text">Up to 20 digits in UTF-8.</param>
    /// <param name="result">The id, or 0.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Snowflake result)
    {
        bool read = ulong.TryParse(utf8Text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value);
        result = new(value);
        return read;
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{char})"/>
    /// <param name="s">Up to 20 digits.</param>
    /// <param name="provider">Not used.</param>
    public static Snowflake Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out Snowflake)"/>
    /// <param name="s">Up to 20 digits.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id, or 0.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Snowflake result) =>
        TryParse(s.AsSpan(), out result);

    static Snowflake ISpanParsable<Snowflake>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<Snowflake>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, out Snowflake result) => TryParse(s, out result);

    static Snowflake IUtf8SpanParsable<Snowflake>.Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) =>
        Parse(utf8Text);

    static bool IUtf8SpanParsable<Snowflake>.TryParse(
        ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out Snowflake result) => TryParse(utf8Text, out result);

    /// <summary>Writes the id in digits, if the buffer holds them.</summary>
    /// <param name="destination">Where to write; <see cref="MaxLength"/> always suffices.</param>
    /// <param name="charsWritten">Number of characters written.</param>
    public bool TryFormat(Span<char> destination, out int charsWritten) =>
        Value.TryFormat(destination, out charsWritten, provider: CultureInfo.InvariantCulture);

    /// <summary>Writes the id in digits, if the buffer holds them.</summary>
    /// <param name="utf8Destination">Where to write UTF-8; <see cref="MaxLength"/> always suffices.</param>
    /// <param name="bytesWritten">Number of bytes written.</param>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten) =>
        Value.TryFormat(utf8Destination, out bytesWritten, provider: CultureInfo.InvariantCulture);

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(utf8Destination, out bytesWritten);
}

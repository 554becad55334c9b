using System.ComponentModel;
using System.Globalization;

namespace Gateway.Core;

/// <summary>Lets configuration bind text to a <see cref="Snowflake"/>.</summary>
public sealed class SnowflakeTypeConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? Snowflake.Parse(text) : base.ConvertFrom(context, culture, value);
}

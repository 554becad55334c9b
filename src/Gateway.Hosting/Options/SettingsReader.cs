using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Gateway.Hosting.Options;

/// <summary>
/// Reads one section of the configuration. A value that cannot be read becomes a mistake on record instead of an
/// exception; a key that nobody asked for, but that is near one somebody did, becomes a hint.
/// </summary>
internal sealed class SettingsReader(IConfigurationSection section, List<string> mistakes, List<string> hints)
{
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);

    public void Text(string key, Action<string> set)
    {
        if (Value(key) is { } text)
        {
            set(text);
        }
    }

    public void Flag(string key, Action<bool> set) =>
        Read(key, set, static text => bool.TryParse(text, out bool value) ? value : null, "neither true nor false");

    public void Number(string key, Action<int> set) =>
        Read(key, set, static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null, "no whole number");

    // A bare number would be taken for days.
    public void Time(string key, Action<TimeSpan> set) => Read(
        key,
        set,
        static text => text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) ? value : null,
        "no time of the form hh:mm:ss, such as 00:00:20");

    public void Address(string key, Action<Uri> set)
    {
        if (Value(key) is { } text)
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? value))
            {
                set(value);
            }
            else
            {
                Mistake(key, $"is '{text}', which is no absolute address such as https://discord.com/api/v10/.");
            }
        }
    }

    public void OneOf<TEnum>(string key, Action<TEnum> set, params ReadOnlySpan<(string Alias, TEnum Value)> aliases)
        where TEnum : struct, Enum
    {
        if (Value(key) is not { } text)
        {
            return;
        }

        foreach ((string alias, TEnum value) in aliases)
        {
            if (alias.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                set(value);
                return;
            }
        }

        if (Names.TryParse(text, out TEnum named))
        {
            set(named);
        }
        else
        {
            Mistake(key, $"is '{text}', which is none of {string.Join(", ", Enum.GetNames<TEnum>())}.");
        }
    }

    /// <summary>The items of <c>"a, b"</c> and of <c>["a", "b"]</c> alike; null if there is nothing.</summary>
    public IReadOnlyList<string>? List(string key)
    {
        string?[] values = [Value(key), .. section.GetSection(key).GetChildren().Select(static child => child.Value)];
        string[] items = [.. values.SelectMany(static value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        return items.Length == 0 ? null : items;
    }

    /// <summary>Reads a section in this one, if it is there.</summary>
    public void Section(string key, Action<SettingsReader> read)
    {
        if (Value(key) is { } text)
        {
            Mistake(key, $"is '{text}', but has settings of its own: write it as {{ … }}.");
        }
        else if (section.GetSection(key).Exists())
        {
            var inner = new SettingsReader(section.GetSection(key), mistakes, hints);
            read(inner);
            inner.HintAtUnknownKeys();
        }
    }

    public void HintAtUnknownKeys()
    {
        foreach (string key in section.GetChildren().Select(static child => child.Key).Where(key => !_keys.Contains(key)))
        {
            if (Names.Nearest(key, _keys) is { } meant)
            {
                hints.Add($"{section.Path}:{key} is no setting: {section.Path}:{meant} is probably meant.");
            }
        }
    }

    public void Mistake(string key, string what) => mistakes.Add($"{section.Path}:{key} {what}");

    /// <summary>The value of a key; null if it is missing or empty.</summary>
    public string? Value(string key)
    {
        _keys.Add(key);
        return section[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    private void Read<T>(string key, Action<T> set, Func<string, T?> parse, string otherwise)
        where T : struct
    {
        if (Value(key) is { } text)
        {
            if (parse(text.Trim()) is { } value)
            {
                set(value);
            }
            else
            {
                Mistake(key, $"is '{text}', which is {otherwise}.");
            }
        }
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Gateway.Core.Models;

/// <summary>The text of an object: <c>Name { Key = value, Key = value }</c>.</summary>
internal sealed class Description(string name)
{
    private readonly StringBuilder _text = new(name);
    private bool _open;

    /// <summary>Adds a value under the expression it comes from, unless it is null.</summary>
    public void Add<T>(T value, [CallerArgumentExpression(nameof(value))] string key = "")
    {
        if (value is null)
        {
            return;
        }

        _text.Append(_open ? ", " : " { ").Append(key.Replace("?", "", StringComparison.Ordinal));
        _text.Append(CultureInfo.InvariantCulture, $" = {value}");
        _open = true;
    }

    public override string ToString() => _open ? $"{_text} }}" : _text.ToString();
}

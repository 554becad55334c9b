using System.Globalization;

namespace Gateway.Testing;

/// <summary>Makes up user names: the same ones for the same seed.</summary>
internal sealed class NameSource(int seed)
{
    private static readonly string[] First =
        ["amber", "birch", "coral", "dune", "ember", "fjord", "gale", "heron", "iris", "juniper", "kelp", "larch", "moss", "north", "otter", "pearl"];

    private static readonly string[] Second =
        ["anchor", "beacon", "current", "drift", "eddy", "foam", "gull", "hull", "inlet", "jetty", "keel", "lantern", "mast", "net", "oar", "pier"];

    private uint _state = (uint)seed * 2_654_435_761 + 1;
    private int _count;

    public string Next()
    {
        // xorshift: names need variety, not chance.
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return string.Create(CultureInfo.InvariantCulture, $"{First[_state % 16]}.{Second[_state / 16 % 16]}{_count++}");
    }
}

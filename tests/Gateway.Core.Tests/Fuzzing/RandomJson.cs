using System.Text;

namespace Gateway.Core.Tests.Fuzzing;

/// <summary>Makes JSON of every shape there is: white space anywhere, escapes, numbers at the edge, and nesting.</summary>
internal sealed class RandomJson(Random random)
{
    private static readonly string[] Numbers =
        ["0", "-0", "1", "-1", "41250", "41250.0", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e5", "1E+2", "1e-3", "1e999", "0.1", "123456789012345678901234567890"];

    private static readonly string[] Texts =
        ["", "a", "READY", "1", "18446744073709551615", "-1", "2026-08-04T10:00:00.000000+00:00", "wss://x", "\\u00e9", "\\ud83d\\ude00", "\\\"", "\\\\", "\\/", "\\n", "é", "😀", "}{", "],[", "\\u0000"];

    private static readonly string[] Spaces = ["", "", "", "", " ", "\t", "\r\n", "   "];

    public string Space() => Spaces[random.Next(Spaces.Length)];

    public string Number() => Numbers[random.Next(Numbers.Length)];

    public string Text() => "\"" + Texts[random.Next(Texts.Length)] + "\"";

    public string Value(int depth = 3)
    {
        switch (random.Next(depth > 0 ? 7 : 5))
        {
            case 0:
                return "null";
            case 1:
                return random.Next(2) == 0 ? "true" : "false";
            case 2 or 3:
                return random.Next(2) == 0 ? Number() : Text();
            case 4:
                return Text();
            case 5:
                return "[" + string.Join(Space() + ",", Enumerable.Range(0, random.Next(4)).Select(_ => Space() + Value(depth - 1))) + Space() + "]";
            default:
                return Object(Enumerable.Range(0, random.Next(4)).Select(i => ($"k{i}", Value(depth - 1))));
        }
    }

    public string Object(IEnumerable<(string Key, string Value)> members) =>
        "{" + string.Join(",", members.Select(member => $"{Space()}\"{member.Key}\"{Space()}:{Space()}{member.Value}{Space()}")) + "}";

    /// <summary>An array in an array in an array.</summary>
    public static string Deep(int depth) => new StringBuilder().Append('[', depth).Append(']', depth).ToString();

    /// <summary>The bytes with a few of them wrong, missing, doubled or cut off.</summary>
    public byte[] Bend(byte[] input)
    {
        var bytes = new List<byte>(input);
        for (int i = random.Next(1, 4); i > 0 && bytes.Count > 1; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)"\"\\{}[],:0u"[random.Next(10)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(40))));
                    break;
            }
        }

        return [.. bytes];
    }
}

using System.Globalization;

namespace Gateway.Hosting.Options;

/// <summary>Reads names as people write them: in any case, with or without the separators of Discord's spelling.</summary>
internal static class Names
{
    public static bool TryParse<TEnum>(string text, out TEnum value)
        where TEnum : struct, Enum
    {
        string plain = Plain(text);
        foreach (TEnum candidate in Enum.GetValues<TEnum>())
        {
            if (Plain(candidate.ToString()) == plain)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The name that was probably meant; null if none is near.</summary>
    public static string? Nearest(string text, IEnumerable<string> names)
    {
        string plain = Plain(text);
        string? nearest = names.MinBy(name => Distance(plain, Plain(name)));
        return nearest is not null && Distance(plain, Plain(nearest)) <= Math.Max(1, plain.Length / 4) ? nearest : null;
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpper(CultureInfo.InvariantCulture);

    /// <summary>How many letters have to be added, removed, changed, or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(d[i - 1, j - 1] + change, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}

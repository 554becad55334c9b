using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Testing;

/// <summary>
/// Makes session ids, tokens and the like. They follow from the seed and from when the simulation began, so that a run
/// on a fake clock is the same every time and two runs on a real one have nothing in common.
/// </summary>
internal sealed class SecretSource(int seed, TimeProvider clock)
{
    private readonly long _began = clock.GetUtcNow().UtcTicks;
    private long _made;

    /// <summary>32 hexadecimal digits.</summary>
    public string Next()
    {
        string origin = string.Create(CultureInfo.InvariantCulture, $"{seed}/{_began}/{++_made}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(origin)).AsSpan(0, 16));
    }
}
